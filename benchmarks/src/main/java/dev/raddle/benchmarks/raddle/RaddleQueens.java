package dev.raddle.benchmarks.raddle;

import dev.raddle.Parallel;
import dev.raddle.benchmarks.problem.Queens;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** All ways to place queens, a fork for each placement. */
public final class RaddleQueens {

    private RaddleQueens() {}

    /**
     * By {@link Parallel#reduceLong}.
     *
     * @param setting {@code queens}
     * @return a program
     */
    public static Program program(Setting setting) {
        int side = setting.get("queens");
        return new OnScheduler(setting, () -> count(Queens.none(side)));
    }

    private static long count(Queens queens) {
        if (queens.isComplete()) {
            return 1;
        }
        int free = Integer.bitCount(queens.free());
        return Parallel.reduceLong(0, free, 0, index -> count(queens.withFree(index)), Long::sum);
    }
}
