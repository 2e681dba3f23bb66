package dev.raddle.benchmarks.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrimesTest {

    @Test
    void countsFromTwo() {
        assertThat(Primes.nth(1)).isEqualTo(2);
        assertThat(Primes.nth(2)).isEqualTo(3);
        assertThat(Primes.nth(7)).isEqualTo(17);
        assertThat(Primes.nth(4_000)).isEqualTo(37_813);
    }

    @Test
    void aNumberIsSentUpToTheFirstPrimeThatDividesIt() {
        // 2 once, 3 twice, 4 once, 5 three times.
        assertThat(Primes.sends(3)).isEqualTo(1 + 2 + 1 + 3);
        assertThat(Primes.sends(4_000)).isEqualTo(8_103_906);
    }
}
