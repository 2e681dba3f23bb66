package dev.raddle.benchmarks.workload;

/**
 * What a time is told in.
 *
 * @param name as printed, such as {@code ns/fork}
 * @param nanos how many nanoseconds of a round make one unit
 */
public record Unit(String name, double nanos) {

    /** Milliseconds of a whole round. */
    public static final Unit MILLISECONDS = new Unit("ms", 1e6);

    /**
     * Nanoseconds for each of many alike things in a round.
     *
     * @param thing what is counted, in the singular
     * @param count how many there are in a round
     * @return a unit
     */
    public static Unit nanosPer(String thing, double count) {
        return new Unit("ns/" + thing, count);
    }

    /**
     * Converts a time.
     *
     * @param time nanoseconds of one round
     * @return the same in this unit
     */
    public double of(double time) {
        return time / nanos;
    }
}
