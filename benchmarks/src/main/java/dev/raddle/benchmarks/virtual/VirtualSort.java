package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.problem.Merge;
import dev.raddle.benchmarks.problem.Unsorted;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Sorting by virtual threads. */
public final class VirtualSort {

    private VirtualSort() {}

    /**
     * By merging, {@link Thread#startVirtualThread} and {@link Thread#join()}.
     *
     * @param setting {@code numbers}
     * @return a program
     */
    public static Program byMerge(Setting setting) {
        var unsorted = new Unsorted(setting.get("numbers"));
        int[] numbers = unsorted.numbers();
        var buffer = new int[numbers.length];
        return unsorted.solvedBy(
                new OnVirtualThread(() -> sort(numbers, buffer, 0, numbers.length, false)));
    }

    private static long sort(int[] numbers, int[] buffer, int from, int to, boolean intoBuffer)
            throws InterruptedException {
        if (to - from <= Merge.CUT_OFF) {
            Merge.sort(numbers, from, to, intoBuffer ? buffer : numbers);
            return 0;
        }
        int middle = (from + to) >>> 1;
        Child left = Child.start(() -> sort(numbers, buffer, from, middle, !intoBuffer));
        sort(numbers, buffer, middle, to, !intoBuffer);
        left.join();
        int[] in = intoBuffer ? numbers : buffer;
        int[] out = intoBuffer ? buffer : numbers;
        return merge(new Merge(in, from, middle, middle, to, out, from));
    }

    private static long merge(Merge merge) throws InterruptedException {
        if (merge.isLeaf()) {
            merge.run();
            return 0;
        }
        Merge.Halves halves = merge.halves();
        Child lower = Child.start(() -> merge(halves.lower()));
        merge(halves.upper());
        lower.join();
        return 0;
    }
}
