package dev.raddle.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What jcstress is told. */
class ModeTest {

    @ParameterizedTest
    @EnumSource
    void moreFlagsComeAfterThoseThatRaddleNeeds(Mode mode) {
        assertThat(mode.arguments()).endsWith(Jcstress.FLAGS);
        assertThat(mode.arguments("-Da=b", "-Xint")).endsWith(Jcstress.FLAGS + " -Da=b -Xint");
    }
}
