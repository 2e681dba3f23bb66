package dev.raddle;

import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Sweep;

/**
 * Sorts an array: halves at once, by the JDK's sort where they are small, and then a merge, in
 * pieces of the result.
 *
 * <p>Each level merges from the array to the buffer or back. A piece of a merge finds where it
 * begins in both halves by binary search, so the pieces need nothing of one another. Stable, as a
 * merge takes the left one of two equals first.
 *
 * <p>After Odeh, Green, Mwassi, Shmueli and Birk, Merge path (IPDPS 2012).
 *
 * @param <A> the kind of array
 */
abstract class MergeSort<A> {
    private static final int PIECES_PER_CARRIER = 2;

    private final ForkJoin engine;
    private final A array;
    private final A buffer;
    private final int length;
    private final int leaf;

    /**
     * For one sort.
     *
     * @param length of the array
     * @param leaf what is this long or shorter is left to the JDK
     */
    MergeSort(ForkJoin engine, A array, int length, int leaf) {
        int pieces = PIECES_PER_CARRIER * engine.carriers();
        boolean alone = engine.carriers() == 1;
        this.engine = engine;
        this.array = array;
        this.length = length;
        this.leaf = alone ? length : Math.max(leaf, (length - 1) / pieces + 1);
        this.buffer = length > this.leaf ? newArray(array, length) : null;
    }

    final void sort() {
        sort(0, length, false);
    }

    private void sort(int from, int to, boolean intoBuffer) {
        if (to - from <= leaf) {
            sort(array, from, to);
            if (intoBuffer) {
                System.arraycopy(array, from, buffer, from, to - from);
            }
            return;
        }
        int middle = (from + to) >>> 1;
        engine.run(() -> sort(from, middle, !intoBuffer), () -> sort(middle, to, !intoBuffer));
        A halves = intoBuffer ? array : buffer;
        A whole = intoBuffer ? buffer : array;
        engine.sweep(from, to, new Merge(halves, from, middle, to, whole));
    }

    /** Makes an empty one of the same kind. */
    abstract A newArray(A like, int length);

    /** Sorts a part here. */
    abstract void sort(A array, int from, int to);

    /** Whether an element belongs before another one, and is not equal. */
    abstract boolean isLess(A array, int one, int other);

    /**
     * Merges until some elements are set, or one of the halves has ended.
     *
     * @param left the first that is left of the left half
     * @param right the first that is left of the right half
     * @param at the first to set
     * @param n how many to set; no more than are left of each half
     * @return the first that is then left of the left half
     */
    abstract int merge(A from, int left, int right, A to, int at, int n);

    private static final class Cursor {
        private int left;
    }

    /** One merge; its indices are those of the result. */
    private final class Merge implements Sweep<Cursor> {
        private final A halves;
        private final int from;
        private final int middle;
        private final int to;
        private final A whole;

        Merge(A halves, int from, int middle, int to, A whole) {
            this.halves = halves;
            this.from = from;
            this.middle = middle;
            this.to = to;
            this.whole = whole;
        }

        @Override
        public Cursor over(Cursor soFar, long begin, long end) {
            Cursor cursor = soFar == null ? new Cursor() : soFar;
            int at = (int) begin;
            int left = soFar == null ? leftBefore(at) : soFar.left;
            for (; ; ) {
                int right = middle + at - left;
                int n = Math.min((int) end - at, Math.min(middle - left, to - right));
                if (n == 0) {
                    break;
                }
                left = merge(halves, left, right, whole, at, n);
                at += n;
            }
            int rest = (int) end - at;
            int right = middle + at - left;
            System.arraycopy(halves, left < middle ? left : right, whole, at, rest);
            cursor.left = left < middle ? left + rest : left;
            return cursor;
        }

        /** How far the left half is used up when all before an index of the result is set. */
        private int leftBefore(int at) {
            int used = at - from;
            int low = Math.max(0, used - (to - middle));
            int high = Math.min(used, middle - from);
            while (low < high) {
                int some = (low + high) >>> 1;
                if (isLess(halves, middle + used - some - 1, from + some)) {
                    high = some;
                } else {
                    low = some + 1;
                }
            }
            return from + low;
        }

        @Override
        public Cursor combine(Cursor left, Cursor right) {
            return right;
        }
    }
}
