package dev.raddle;

import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Sweep;

import java.util.Arrays;

/**
 * Sorts ints by partitions, down to a part for each carrier, which is left to the JDK.
 *
 * <p>The JDK sorts ints by vectors, faster than any merge could bring sorted parts together again.
 * A partition is cheaper than a merge, since no element has to wait for the one before: each block
 * of the range is partitioned by itself, without a branch, and then what lies on the wrong side of
 * the whole is exchanged. Equal ints are the same, so nobody sees that this is not stable.
 *
 * <p>The pivot is the median of a sample. The sample also tells whether there is order in the
 * array, of which the JDK's sort makes use; a partition would destroy it, so then it is a merge
 * sort.
 *
 * <p>After Tsigas and Zhang, A simple, fast parallel implementation of Quicksort (PDP 2003), and
 * Lomuto's partition without branches.
 */
final class IntSort {
    private static final int SHORTEST_PART = 1 << 17;
    private static final int BLOCKS_PER_CARRIER = 8;
    private static final int SHORTEST_BLOCK = 1 << 13;
    private static final int SAMPLE = 1_023;
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private final ForkJoin engine;
    private final int[] array;
    private final int longestPart;

    private IntSort(ForkJoin engine, int[] array, int longestPart) {
        this.engine = engine;
        this.array = array;
        this.longestPart = longestPart;
    }

    static void sort(ForkJoin engine, int[] array) {
        int carriers = engine.carriers();
        if (carriers == 1 || array.length <= SHORTEST_PART) {
            Arrays.sort(array);
        } else if (isPartlyInOrder(sample(array, 0, array.length))) {
            new IntMergeSort(engine, array).sort();
        } else {
            // Parts differ in length by a few per cent: no reason to divide them once more.
            int share = (int) (1.25 * array.length / carriers);
            int levels = 2 * (Integer.SIZE - Integer.numberOfLeadingZeros(carriers));
            new IntSort(engine, array, Math.max(SHORTEST_PART, share))
                    .sort(0, array.length, levels);
        }
    }

    /** Levels are bounded, since a sample may be far from what it is a sample of. */
    private void sort(int from, int to, int levels) {
        if (to - from > longestPart && levels > 0) {
            int[] sample = sample(array, from, to);
            Arrays.sort(sample);
            int pivot = pivot(sample);
            if (pivot > sample[0]) {
                int middle = partition(from, to, pivot);
                engine.run(
                        () -> sort(from, middle, levels - 1), () -> sort(middle, to, levels - 1));
                return;
            } // else almost all are equal, which the JDK's sort handles in one pass
        }
        Arrays.sort(array, from, to);
    }

    /** Elements from all parts of a range, in the order of their places. */
    private static int[] sample(int[] array, int from, int to) {
        var sample = new int[SAMPLE];
        double stride = (double) (to - from) / SAMPLE;
        double phase = 0;
        for (int i = 0; i < SAMPLE; i++) {
            phase = (phase + GOLDEN_RATIO) % 1; // not at regular distances, which data may have too
            sample[i] = array[from + (int) ((i + phase) * stride)];
        }
        return sample;
    }

    /**
     * Of three neighbours of a sequence in random order the middle one is the largest or the
     * smallest in two cases of three; in rising, falling or equal ones it hardly ever is.
     */
    private static boolean isPartlyInOrder(int[] sample) {
        int turns = 0;
        for (int i = 1; i < SAMPLE - 1; i++) {
            int before = Integer.compare(sample[i], sample[i - 1]);
            int after = Integer.compare(sample[i], sample[i + 1]);
            if (before * after > 0) {
                turns++;
            }
        }
        return turns < SAMPLE / 2;
    }

    /** The median of a sorted sample, or the next value if the median's equals are many. */
    private static int pivot(int[] sample) {
        int half = SAMPLE / 2;
        int median = sample[half];
        int below = half;
        while (below > 0 && sample[below - 1] == median) {
            below--;
        }
        int above = half + 1;
        while (above < SAMPLE && sample[above] == median) {
            above++;
        }
        return above - half < half - below && above < SAMPLE ? sample[above] : median;
    }

    /** Returns where those begin that are not below the pivot. */
    private int partition(int from, int to, int pivot) {
        int length = to - from;
        int most = Math.max(1, length / SHORTEST_BLOCK);
        int blocks = Math.min(BLOCKS_PER_CARRIER * engine.carriers(), most);
        var begins = new int[blocks + 1];
        for (int i = 0; i <= blocks; i++) {
            begins[i] = from + (int) ((long) length * i / blocks);
        }
        var middles = new int[blocks];
        engine.sweep(0, blocks, new Partition(array, begins, middles, pivot));
        int middle = from;
        for (int i = 0; i < blocks; i++) {
            middle += middles[i] - begins[i];
        }
        Exchange exchange = Exchange.of(array, begins, middles, middle);
        engine.sweep(0, exchange.length(), exchange);
        return middle;
    }

    /** The first step of a partition: each block by itself. Its indices are those of blocks. */
    private record Partition(int[] array, int[] begins, int[] middles, int pivot)
            implements Sweep<Void> {

        @Override
        public Void over(Void soFar, long from, long to) {
            for (int i = (int) from; i < to; i++) {
                middles[i] = partition(array, begins[i], begins[i + 1], pivot);
            }
            return null;
        }

        @Override
        public Void combine(Void left, Void right) {
            return null;
        }

        private static int partition(int[] array, int from, int to, int pivot) {
            int middle = from;
            for (int i = from; i < to; i++) {
                int each = array[i];
                array[i] = array[middle];
                array[middle] = each;
                middle -= (int) (((long) each - pivot) >> 63); // one up if below; no branch
            }
            return middle;
        }
    }

    /**
     * The second step: those that are not below the pivot and lie left of where they belong, and as
     * many that are below it and lie right of there. Its indices count both.
     *
     * @param lefts where each block has some of the former; an empty stretch if it has none
     * @param rights the same of the latter
     */
    private record Exchange(int[] array, Stretches lefts, Stretches rights) implements Sweep<Void> {

        static Exchange of(int[] array, int[] begins, int[] middles, int middle) {
            int blocks = middles.length;
            var lefts = new Stretches(blocks);
            var rights = new Stretches(blocks);
            for (int i = 0; i < blocks; i++) {
                lefts.set(i, middles[i], Math.min(begins[i + 1], middle));
                rights.set(i, Math.max(begins[i], middle), middles[i]);
            }
            return new Exchange(array, lefts, rights);
        }

        int length() {
            return lefts.length();
        }

        @Override
        public Void over(Void soFar, long from, long to) {
            int at = (int) from;
            while (at < to) {
                int left = lefts.of(at);
                int right = rights.of(at);
                int n = Math.min((int) to, Math.min(lefts.ends[left], rights.ends[right])) - at;
                exchange(array, lefts.place(left, at), rights.place(right, at), n);
                at += n;
            }
            return null;
        }

        private static void exchange(int[] array, int left, int right, int n) {
            for (int i = 0; i < n; i++) {
                int each = array[left + i];
                array[left + i] = array[right + i];
                array[right + i] = each;
            }
        }

        @Override
        public Void combine(Void left, Void right) {
            return null;
        }
    }

    /** Parts of an array, counted through. */
    private static final class Stretches {
        private final int[] places;
        private final int[] ends; // how many elements are in this one and those before it

        Stretches(int count) {
            places = new int[count];
            ends = new int[count];
        }

        /** In order; {@code to} below {@code from} is an empty one too. */
        void set(int stretch, int from, int to) {
            places[stretch] = from;
            ends[stretch] = begin(stretch) + Math.max(0, to - from);
        }

        private int begin(int stretch) {
            return stretch == 0 ? 0 : ends[stretch - 1];
        }

        int length() {
            return ends[ends.length - 1];
        }

        /** Which one an index is in. There are few. */
        int of(int index) {
            int stretch = 0;
            while (ends[stretch] <= index) {
                stretch++;
            }
            return stretch;
        }

        int place(int stretch, int index) {
            return places[stretch] + index - begin(stretch);
        }
    }
}
