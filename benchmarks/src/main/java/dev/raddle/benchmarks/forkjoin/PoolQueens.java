package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.problem.Queens;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.RecursiveTask;

/** All ways to place queens, a task for each placement. */
public final class PoolQueens {

    private PoolQueens() {}

    /**
     * By {@link RecursiveTask}.
     *
     * @param setting {@code queens}
     * @return a program
     */
    public static Program program(Setting setting) {
        int side = setting.get("queens");
        return new OnPool(setting, () -> new Board(Queens.none(side)));
    }

    private static final class Board extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;

        private final transient Queens queens;

        Board(Queens queens) {
            this.queens = queens;
        }

        @Override
        protected Long compute() {
            return queens.isComplete() ? 1 : sum();
        }

        private long sum() {
            int free = queens.free();
            var next = new Board[Integer.bitCount(free)];
            for (int i = 0; i < next.length; i++) {
                next[i] = new Board(queens.with(Integer.lowestOneBit(free)));
                free &= free - 1;
            }
            invokeAll(next);
            long sum = 0;
            for (Board board : next) {
                sum += board.join();
            }
            return sum;
        }
    }
}
