package dev.raddle.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class PaceTest {
    private static final List<Double> STEADY = List.of(90.0, 10.0, 10.5, 11.0, 10.0, 10.2);
    private static final List<Double> FALLING = List.of(90.0, 50.0, 30.0, 20.0, 15.0, 12.0);
    private final Pace pace = Pace.of(false);

    @Test
    void isSteadyIfTheLastRoundsAreAlike() {
        assertThat(Pace.isSteady(STEADY)).isTrue();
        assertThat(Pace.isSteady(FALLING)).isFalse();
        assertThat(Pace.isSteady(STEADY.subList(2, 6))).isFalse();
    }

    @Test
    void warmsUpUntilSteady() {
        assertThat(pace.isWarm(Duration.ofSeconds(3), FALLING)).isFalse();
        assertThat(pace.isWarm(Duration.ofSeconds(3), STEADY)).isTrue();
    }

    @Test
    void warmsUpForAWhileEvenIfSteady() {
        assertThat(pace.isWarm(Duration.ofMillis(100), STEADY)).isFalse();
    }

    @Test
    void doesNotWarmUpForEver() {
        assertThat(pace.isWarm(Duration.ofSeconds(10), FALLING)).isTrue();
    }

    @Test
    void timesEnoughRoundsForLongEnough() {
        assertThat(pace.isTimed(Duration.ofSeconds(1), STEADY.subList(0, 4))).isFalse();
        assertThat(pace.isTimed(Duration.ofMillis(1), STEADY)).isFalse();
        assertThat(pace.isTimed(Duration.ofSeconds(1), STEADY)).isTrue();
    }
}
