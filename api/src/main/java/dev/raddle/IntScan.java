package dev.raddle;

import java.util.function.IntBinaryOperator;

/** Prefixes of ints. */
final class IntScan extends Scan {
    private final int[] array;
    private final IntBinaryOperator operator;

    /** What is left of each piece but the first. */
    private int[] before;

    IntScan(int[] array, IntBinaryOperator operator) {
        this.array = array;
        this.operator = operator;
    }

    @Override
    void prefix(int from, int to) {
        int[] elements = array;
        IntBinaryOperator adder = operator;
        int sum = elements[from - 1];
        for (int i = from; i < to; i++) {
            sum = adder.applyAsInt(sum, elements[i]);
            elements[i] = sum;
        }
    }

    @Override
    void expect(int pieces) {
        before = new int[pieces];
    }

    @Override
    void addUp(int piece, int last) {
        int sum = array[last];
        before[piece] = piece == 1 ? sum : operator.applyAsInt(before[piece - 1], sum);
    }

    @Override
    void shift(int piece, int from, int to) {
        int[] elements = array;
        IntBinaryOperator adder = operator;
        int left = before[piece];
        for (int i = from; i < to; i++) {
            elements[i] = adder.applyAsInt(left, elements[i]);
        }
    }
}
