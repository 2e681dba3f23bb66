package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.problem.Merge;
import dev.raddle.benchmarks.problem.Unsorted;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.RecursiveAction;

/** Sorting by tasks. */
public final class PoolSort {

    private PoolSort() {}

    /**
     * By merging, and {@link RecursiveAction}.
     *
     * @param setting {@code numbers}
     * @return a program
     */
    public static Program byMerge(Setting setting) {
        var unsorted = new Unsorted(setting.get("numbers"));
        int[] numbers = unsorted.numbers();
        var buffer = new int[numbers.length];
        return unsorted.solvedBy(
                new OnPool(setting, () -> new Sorting(numbers, buffer, 0, numbers.length, false)));
    }

    private static final class Sorting extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final int[] numbers;
        private final int[] buffer;
        private final int from;
        private final int to;
        private final boolean intoBuffer;

        Sorting(int[] numbers, int[] buffer, int from, int to, boolean intoBuffer) {
            this.numbers = numbers;
            this.buffer = buffer;
            this.from = from;
            this.to = to;
            this.intoBuffer = intoBuffer;
        }

        @Override
        protected void compute() {
            if (to - from <= Merge.CUT_OFF) {
                Merge.sort(numbers, from, to, intoBuffer ? buffer : numbers);
                return;
            }
            int middle = (from + to) >>> 1;
            invokeAll(
                    new Sorting(numbers, buffer, from, middle, !intoBuffer),
                    new Sorting(numbers, buffer, middle, to, !intoBuffer));
            int[] in = intoBuffer ? numbers : buffer;
            int[] out = intoBuffer ? buffer : numbers;
            new Merging(new Merge(in, from, middle, middle, to, out, from)).compute();
        }
    }

    private static final class Merging extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final transient Merge merge;

        Merging(Merge merge) {
            this.merge = merge;
        }

        @Override
        protected void compute() {
            if (merge.isLeaf()) {
                merge.run();
                return;
            }
            Merge.Halves halves = merge.halves();
            invokeAll(new Merging(halves.lower()), new Merging(halves.upper()));
        }
    }
}
