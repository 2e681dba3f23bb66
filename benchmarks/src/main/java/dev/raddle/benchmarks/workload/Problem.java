package dev.raddle.benchmarks.workload;

/** What a workload's programs work on, the same in every runtime; posed and checked untimed. */
public interface Problem {

    /** Makes everything as it is before a round. */
    void pose();

    /**
     * Looks at what a round has made.
     *
     * @param result what the round returned
     * @return the answer
     */
    long answer(long result);

    /**
     * Rounds on this problem.
     *
     * @param solution solves it, once a round
     * @return a program
     */
    default Program solvedBy(Program solution) {
        return new Solution(this, solution);
    }
}
