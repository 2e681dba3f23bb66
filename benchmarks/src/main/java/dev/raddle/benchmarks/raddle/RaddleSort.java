package dev.raddle.benchmarks.raddle;

import dev.raddle.Parallel;
import dev.raddle.benchmarks.problem.Merge;
import dev.raddle.benchmarks.problem.Unsorted;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Sorting in parallel. */
public final class RaddleSort {

    private RaddleSort() {}

    /**
     * By merging, and {@link Parallel#run(Runnable, Runnable)}.
     *
     * @param setting {@code numbers}
     * @return a program
     */
    public static Program byMerge(Setting setting) {
        var unsorted = new Unsorted(setting.get("numbers"));
        int[] numbers = unsorted.numbers();
        var buffer = new int[numbers.length];
        return unsorted.solvedBy(
                new OnScheduler(
                        setting,
                        () -> {
                            sort(numbers, buffer, 0, numbers.length, false);
                            return 0L;
                        }));
    }

    /**
     * By {@link Parallel#sort(int[])}.
     *
     * @param setting {@code numbers}
     * @return a program
     */
    public static Program byLibrary(Setting setting) {
        var unsorted = new Unsorted(setting.get("numbers"));
        return unsorted.solvedBy(
                new OnScheduler(
                        setting,
                        () -> {
                            Parallel.sort(unsorted.numbers());
                            return 0L;
                        }));
    }

    private static void sort(int[] numbers, int[] buffer, int from, int to, boolean intoBuffer) {
        if (to - from <= Merge.CUT_OFF) {
            Merge.sort(numbers, from, to, intoBuffer ? buffer : numbers);
            return;
        }
        int middle = (from + to) >>> 1;
        Parallel.run(
                () -> sort(numbers, buffer, from, middle, !intoBuffer),
                () -> sort(numbers, buffer, middle, to, !intoBuffer));
        int[] in = intoBuffer ? numbers : buffer;
        int[] out = intoBuffer ? buffer : numbers;
        merge(new Merge(in, from, middle, middle, to, out, from));
    }

    private static void merge(Merge merge) {
        if (merge.isLeaf()) {
            merge.run();
            return;
        }
        Merge.Halves halves = merge.halves();
        Parallel.run(() -> merge(halves.lower()), () -> merge(halves.upper()));
    }
}
