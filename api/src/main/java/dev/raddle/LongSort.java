package dev.raddle;

import dev.raddle.spi.ForkJoin;

import java.util.Arrays;

/** Sorts longs. */
final class LongSort extends MergeSort<long[]> {
    private static final int LEAF = 1 << 13;

    LongSort(ForkJoin engine, long[] array) {
        super(engine, array, array.length, LEAF);
    }

    @Override
    long[] newArray(long[] like, int length) {
        return new long[length];
    }

    @Override
    void sort(long[] array, int from, int to) {
        Arrays.sort(array, from, to);
    }

    @Override
    boolean isLess(long[] array, int one, int other) {
        return array[one] < array[other];
    }

    @Override
    int merge(long[] from, int left, int right, long[] to, int at, int n) {
        int i = left;
        int j = right;
        for (int k = at; k < at + n; k++) {
            long l = from[i];
            long r = from[j];
            boolean isRight = r < l;
            to[k] = isRight ? r : l;
            j += isRight ? 1 : 0;
            i += isRight ? 0 : 1;
        }
        return i;
    }
}
