package dev.raddle.benchmarks.bench;

import java.time.Duration;
import java.util.List;

/**
 * How long a forked JVM warms up and measures.
 *
 * @param warmUpLeast it warms up for at least this long
 * @param warmUpMost and at most for this long, steady or not
 * @param rounds how many rounds are timed at least
 * @param timedLeast and for how long at least
 */
record Pace(Duration warmUpLeast, Duration warmUpMost, int rounds, Duration timedLeast) {

    /** Rounds that have to be alike. */
    private static final int ALIKE = 5;

    /** The largest of them over the smallest. */
    private static final double STEADY = 1.15;

    static Pace of(boolean quick) {
        return quick
                ? new Pace(Duration.ZERO, Duration.ofMillis(100), 3, Duration.ZERO)
                : new Pace(Duration.ofSeconds(2), Duration.ofSeconds(10), 5, Duration.ofSeconds(1));
    }

    boolean isWarm(Duration elapsed, List<Double> rounds) {
        if (elapsed.compareTo(warmUpMost) >= 0) {
            return true;
        }
        return elapsed.compareTo(warmUpLeast) >= 0 && isSteady(rounds);
    }

    boolean isTimed(Duration elapsed, List<Double> rounds) {
        return rounds.size() >= this.rounds && elapsed.compareTo(timedLeast) >= 0;
    }

    static boolean isSteady(List<Double> rounds) {
        if (rounds.size() < ALIKE) {
            return false;
        }
        Statistics last = Statistics.of(rounds.subList(rounds.size() - ALIKE, rounds.size()));
        return last.max() <= STEADY * last.min();
    }
}
