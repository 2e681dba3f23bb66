package dev.raddle.benchmarks.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatricesTest {
    private static final int SIDE = 32;

    private final Matrices matrices = new Matrices(SIDE);

    @Test
    void knowsTheProductWithoutMultiplying() {
        matrices.pose();
        matrices.addProduct(0, 0, 0, SIDE);

        assertThat(matrices.answer(0)).isEqualTo(matrices.expected());
    }

    @Test
    void seesWhatIsMissing() {
        matrices.pose();
        matrices.addProduct(0, 0, 0, SIDE / 2);

        assertThat(matrices.answer(0)).isNotEqualTo(matrices.expected());
    }

    @Test
    void seesWhatIsLeftOverFromBefore() {
        matrices.addProduct(0, 0, 0, SIDE);
        matrices.addProduct(0, 0, 0, SIDE);

        assertThat(matrices.answer(0)).isNotEqualTo(matrices.expected());
    }
}
