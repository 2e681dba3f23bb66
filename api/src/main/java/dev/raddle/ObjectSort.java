package dev.raddle;

import dev.raddle.spi.ForkJoin;

import java.util.Arrays;
import java.util.Comparator;

/** Sorts objects, stable. */
final class ObjectSort<T> extends MergeSort<T[]> {
    private static final int LEAF = 1 << 9;

    private final Comparator<? super T> order;

    ObjectSort(ForkJoin engine, T[] array, Comparator<? super T> order) {
        super(engine, array, array.length, LEAF);
        this.order = order;
    }

    @Override
    T[] newArray(T[] like, int length) {
        return Arrays.copyOf(like, length);
    }

    @Override
    void sort(T[] array, int from, int to) {
        Arrays.sort(array, from, to, order);
    }

    @Override
    boolean isLess(T[] array, int one, int other) {
        return order.compare(array[one], array[other]) < 0;
    }

    @Override
    int merge(T[] from, int left, int right, T[] to, int at, int n) {
        int i = left;
        int j = right;
        for (int k = at; k < at + n; k++) {
            T l = from[i];
            T r = from[j];
            if (order.compare(r, l) < 0) {
                to[k] = r;
                j++;
            } else {
                to[k] = l;
                i++;
            }
        }
        return i;
    }
}
