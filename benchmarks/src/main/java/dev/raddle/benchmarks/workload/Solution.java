package dev.raddle.benchmarks.workload;

/**
 * A problem and who solves it.
 *
 * @param problem posed before each round and checked after it
 * @param rounds the rounds alone
 */
record Solution(Problem problem, Program rounds) implements Program {

    @Override
    public void prepare() {
        problem.pose();
    }

    @Override
    public long run() throws Exception {
        return rounds.run();
    }

    @Override
    public long answer(long result) {
        return problem.answer(result);
    }

    @Override
    public void close() {
        rounds.close();
    }
}
