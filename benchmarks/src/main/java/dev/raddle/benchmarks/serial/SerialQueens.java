package dev.raddle.benchmarks.serial;

import dev.raddle.benchmarks.problem.Queens;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** All ways to place queens, row by row. */
public final class SerialQueens {

    private SerialQueens() {}

    /**
     * By recursion.
     *
     * @param setting {@code queens}
     * @return a program
     */
    public static Program program(Setting setting) {
        int side = setting.get("queens");
        return () -> count(Queens.none(side));
    }

    private static long count(Queens queens) {
        if (queens.isComplete()) {
            return 1;
        }
        long count = 0;
        for (int free = queens.free(); free != 0; free &= free - 1) {
            count += count(queens.with(Integer.lowestOneBit(free)));
        }
        return count;
    }
}
