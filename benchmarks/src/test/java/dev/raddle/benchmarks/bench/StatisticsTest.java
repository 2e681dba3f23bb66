package dev.raddle.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class StatisticsTest {

    @Test
    void takesTheMiddleOfAnOddNumber() {
        assertThat(Statistics.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Statistics(4, 1, 9));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
    }

    @Test
    void tellsTheFarthestDistanceAsSpread() {
        assertThat(new Statistics(10, 9, 14).spread()).isEqualTo(0.4);
        assertThat(new Statistics(0, 0, 0).spread()).isZero();
    }

    @Test
    void needsAValue() {
        assertThatThrownBy(() -> Statistics.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
