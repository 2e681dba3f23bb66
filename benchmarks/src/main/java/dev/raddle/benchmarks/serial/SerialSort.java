package dev.raddle.benchmarks.serial;

import dev.raddle.benchmarks.problem.Merge;
import dev.raddle.benchmarks.problem.Unsorted;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.Arrays;

/** Sorting on one thread. */
public final class SerialSort {

    private SerialSort() {}

    /**
     * By merging.
     *
     * @param setting {@code numbers}
     * @return a program
     */
    public static Program byMerge(Setting setting) {
        var unsorted = new Unsorted(setting.get("numbers"));
        int[] numbers = unsorted.numbers();
        var buffer = new int[numbers.length];
        return unsorted.solvedBy(() -> {
            sort(numbers, buffer, 0, numbers.length, false);
            return 0;
        });
    }

    /**
     * By {@link Arrays#sort(int[])}.
     *
     * @param setting {@code numbers}
     * @return a program
     */
    public static Program byLibrary(Setting setting) {
        var unsorted = new Unsorted(setting.get("numbers"));
        return unsorted.solvedBy(() -> {
            Arrays.sort(unsorted.numbers());
            return 0;
        });
    }

    private static void sort(int[] numbers, int[] buffer, int from, int to, boolean intoBuffer) {
        if (to - from <= Merge.CUT_OFF) {
            Merge.sort(numbers, from, to, intoBuffer ? buffer : numbers);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(numbers, buffer, from, middle, !intoBuffer);
        sort(numbers, buffer, middle, to, !intoBuffer);
        int[] in = intoBuffer ? numbers : buffer;
        int[] out = intoBuffer ? buffer : numbers;
        new Merge(in, from, middle, middle, to, out, from).run();
    }
}
