package dev.raddle;

import java.util.Arrays;
import java.util.function.BinaryOperator;

/** Prefixes of objects. */
final class ObjectScan<T> extends Scan {
    private final T[] array;
    private final BinaryOperator<T> operator;

    /** What is left of each piece but the first. */
    private T[] before;

    ObjectScan(T[] array, BinaryOperator<T> operator) {
        this.array = array;
        this.operator = operator;
    }

    @Override
    void prefix(int from, int to) {
        T[] elements = array;
        BinaryOperator<T> adder = operator;
        T sum = elements[from - 1];
        for (int i = from; i < to; i++) {
            sum = adder.apply(sum, elements[i]);
            elements[i] = sum;
        }
    }

    @Override
    void expect(int pieces) {
        before = Arrays.copyOf(array, pieces);
    }

    @Override
    void addUp(int piece, int last) {
        T sum = array[last];
        before[piece] = piece == 1 ? sum : operator.apply(before[piece - 1], sum);
    }

    @Override
    void shift(int piece, int from, int to) {
        T[] elements = array;
        BinaryOperator<T> adder = operator;
        T left = before[piece];
        for (int i = from; i < to; i++) {
            elements[i] = adder.apply(left, elements[i]);
        }
    }
}
