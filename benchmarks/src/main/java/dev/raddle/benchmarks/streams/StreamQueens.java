package dev.raddle.benchmarks.streams;

import dev.raddle.benchmarks.problem.Queens;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.stream.IntStream;

/** All ways to place queens, a parallel stream for each board. */
public final class StreamQueens {

    private StreamQueens() {}

    /**
     * By {@link IntStream#parallel()} in {@link IntStream#parallel()}.
     *
     * @param setting {@code queens}
     * @return a program
     */
    public static Program program(Setting setting) {
        int side = setting.get("queens");
        return new InPool(setting, () -> count(Queens.none(side)));
    }

    private static long count(Queens queens) {
        if (queens.isComplete()) {
            return 1;
        }
        return IntStream.range(0, Integer.bitCount(queens.free()))
                .parallel()
                .mapToLong(index -> count(queens.withFree(index)))
                .sum();
    }
}
