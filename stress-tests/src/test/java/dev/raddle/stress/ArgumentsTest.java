package dev.raddle.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;

class ArgumentsTest {

    @Test
    void readsAllOptions() {
        Arguments arguments = Arguments.parse("-m", "quick", "-t", "Deque", "-r", "folder");

        assertThat(arguments.mode()).isEqualTo(Mode.QUICK);
        assertThat(arguments.folder()).isEqualTo(Path.of("folder"));
        assertThat(arguments.selects(new TestName("p.ForkDequeTest", "p.ForkDequeTest"))).isTrue();
        assertThat(arguments.selects(new TestName("p.ParkTest", "p.ParkTest"))).isFalse();
    }

    @Test
    void hasDefaults() {
        assertThat(Arguments.parse().mode()).isEqualTo(Mode.DEFAULT);
        assertThat(Arguments.parse().selects(new TestName("any", "any"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "-x 1,      no option -x",
        "-m,        -m needs a value",
        "-m slow,   no mode slow",
        "-t [,      [ is no regular expression"
    })
    void refusesBadUsage(String line, String message) {
        assertThatThrownBy(() -> Arguments.parse(line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
