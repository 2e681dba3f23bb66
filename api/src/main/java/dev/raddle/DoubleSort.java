package dev.raddle;

import dev.raddle.spi.ForkJoin;

import java.util.Arrays;

/** Sorts doubles, in the order of {@link Double#compare}. */
final class DoubleSort extends MergeSort<double[]> {
    private static final int LEAF = 1 << 13;

    DoubleSort(ForkJoin engine, double[] array) {
        super(engine, array, array.length, LEAF);
    }

    @Override
    double[] newArray(double[] like, int length) {
        return new double[length];
    }

    @Override
    void sort(double[] array, int from, int to) {
        Arrays.sort(array, from, to);
    }

    @Override
    boolean isLess(double[] array, int one, int other) {
        return rank(array[one]) < rank(array[other]);
    }

    /** Numbers in the order of {@link Double#compare}, which would need branches. */
    private static long rank(double d) {
        long bits = Double.doubleToLongBits(d);
        return bits ^ bits >> 63 >>> 1;
    }

    @Override
    int merge(double[] from, int left, int right, double[] to, int at, int n) {
        int i = left;
        int j = right;
        for (int k = at; k < at + n; k++) {
            double l = from[i];
            double r = from[j];
            boolean isRight = rank(r) < rank(l);
            to[k] = isRight ? r : l;
            j += isRight ? 1 : 0;
            i += isRight ? 0 : 1;
        }
        return i;
    }
}
