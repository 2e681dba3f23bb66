package dev.raddle;

import dev.raddle.spi.ForkJoin;

import java.util.Arrays;

/** Sorts ints that are partly in order already, which {@link IntSort} would undo. */
final class IntMergeSort extends MergeSort<int[]> {
    private static final int LEAF = 1 << 17;

    IntMergeSort(ForkJoin engine, int[] array) {
        super(engine, array, array.length, LEAF);
    }

    @Override
    int[] newArray(int[] like, int length) {
        return new int[length];
    }

    @Override
    void sort(int[] array, int from, int to) {
        Arrays.sort(array, from, to);
    }

    @Override
    boolean isLess(int[] array, int one, int other) {
        return array[one] < array[other];
    }

    @Override
    int merge(int[] from, int left, int right, int[] to, int at, int n) {
        int i = left;
        int j = right;
        for (int k = at; k < at + n; k++) {
            int l = from[i];
            int r = from[j];
            int isRight = (int) (((long) r - l) >> 63); // all bits set if r < l; no branch
            to[k] = l ^ (l ^ r) & isRight;
            j -= isRight;
            i += 1 + isRight;
        }
        return i;
    }
}
