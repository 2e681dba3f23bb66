package dev.raddle.benchmarks.streams;

import dev.raddle.benchmarks.problem.Unsorted;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.Arrays;

/** Sorting in parallel by the JDK's library. */
public final class StreamSort {

    private StreamSort() {}

    /**
     * By {@link Arrays#parallelSort(int[])}.
     *
     * @param setting {@code numbers}
     * @return a program
     */
    public static Program program(Setting setting) {
        var unsorted = new Unsorted(setting.get("numbers"));
        return unsorted.solvedBy(
                new InPool(
                        setting,
                        () -> {
                            Arrays.parallelSort(unsorted.numbers());
                            return 0L;
                        }));
    }
}
