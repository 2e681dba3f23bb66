package dev.raddle.benchmarks.workload;

import java.util.List;
import java.util.Map;

/** A task with a known answer, by which runtimes are compared. */
public interface Workload {

    /**
     * The name on the command line and in results.
     *
     * @return a short word
     */
    String name();

    /**
     * What it does, in one line.
     *
     * @return a text for people
     */
    String summary();

    /**
     * The numbers that it depends on.
     *
     * @param quick true for a smoke run
     * @return the parameters at their defaults
     */
    Parameters parameters(boolean quick);

    /**
     * Refuses numbers for which it makes no sense.
     *
     * @param parameters the workload's numbers
     * @throws IllegalArgumentException with a message for people
     */
    default void check(Parameters parameters) {}

    /**
     * The right answer.
     *
     * @param parameters the workload's numbers
     * @return what each round of each program must return
     */
    long answer(Parameters parameters);

    /**
     * What the time of a round is told in; of no meaning where {@link #method} tells no time.
     *
     * @param setting parameters and carriers
     * @return a unit
     */
    default Unit unit(Setting setting) {
        return Unit.MILLISECONDS;
    }

    /**
     * How it is measured.
     *
     * @return by default timed rounds
     */
    default Method method() {
        return Method.TIMED_ROUNDS;
    }

    /**
     * The heap, and the stacks if the JVM's own are too small; the same for every rival.
     *
     * @param parameters the workload's numbers
     * @return JVM flags
     */
    default List<String> memoryFlags(Parameters parameters) {
        return List.of("-Xms4g", "-Xmx4g");
    }

    /**
     * The program for each engine to which the workload applies.
     *
     * @return factories by engine
     */
    Map<Engine, Program.Factory> programs();

    /** The ways of measuring. */
    enum Method {
        /** Rounds until steady, then timed rounds. */
        TIMED_ROUNDS,
        /** Memory between the preparation of a round and the round. */
        FOOTPRINT,
        /** The live heap while a round runs, at its peak. */
        PEAK,
        /** Waits within a round, which the program measures by itself: how long, how many late. */
        LATENCIES,
        /** CPU time of the process while there is nothing to do after a round. */
        IDLE
    }
}
