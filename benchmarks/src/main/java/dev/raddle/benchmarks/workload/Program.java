package dev.raddle.benchmarks.workload;

/**
 * A workload written for one engine. Made once in a JVM of its own, then used by one thread, round
 * by round: {@link #prepare}, {@link #run}, {@link #answer}, {@link #settle}.
 */
@FunctionalInterface
public interface Program extends AutoCloseable {

    /**
     * What goes before a round and is not timed.
     *
     * @throws Exception whatever fails
     */
    default void prepare() throws Exception {}

    /**
     * The round that is timed.
     *
     * @return the answer, unless {@link #answer} makes another of it
     * @throws Exception whatever fails
     */
    long run() throws Exception;

    /**
     * Makes the answer from what the round left behind; not timed.
     *
     * @param result what {@link #run} returned
     * @return the answer
     * @throws Exception whatever fails
     */
    default long answer(long result) throws Exception {
        return result;
    }

    /**
     * What comes after a round and is not timed.
     *
     * @throws Exception whatever fails
     */
    default void settle() throws Exception {}

    /**
     * What a round has measured by itself; only of programs whose workload asks for that.
     *
     * @return nanoseconds, one value for each wait in the last round
     */
    default long[] latencies() {
        throw new UnsupportedOperationException("measures nothing by itself");
    }

    @Override
    default void close() {}

    /** Makes a program for its setting. */
    @FunctionalInterface
    interface Factory {
        /**
         * Makes a program.
         *
         * @param setting its parameters and carriers
         * @return a program ready for its first round
         * @throws Exception whatever fails
         */
        Program make(Setting setting) throws Exception;
    }
}
