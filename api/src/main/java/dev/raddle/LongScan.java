package dev.raddle;

import java.util.function.LongBinaryOperator;

/** Prefixes of longs. */
final class LongScan extends Scan {
    private final long[] array;
    private final LongBinaryOperator operator;

    /** What is left of each piece but the first. */
    private long[] before;

    LongScan(long[] array, LongBinaryOperator operator) {
        this.array = array;
        this.operator = operator;
    }

    @Override
    void prefix(int from, int to) {
        long[] elements = array;
        LongBinaryOperator adder = operator;
        long sum = elements[from - 1];
        for (int i = from; i < to; i++) {
            sum = adder.applyAsLong(sum, elements[i]);
            elements[i] = sum;
        }
    }

    @Override
    void expect(int pieces) {
        before = new long[pieces];
    }

    @Override
    void addUp(int piece, int last) {
        long sum = array[last];
        before[piece] = piece == 1 ? sum : operator.applyAsLong(before[piece - 1], sum);
    }

    @Override
    void shift(int piece, int from, int to) {
        long[] elements = array;
        LongBinaryOperator adder = operator;
        long left = before[piece];
        for (int i = from; i < to; i++) {
            elements[i] = adder.applyAsLong(left, elements[i]);
        }
    }
}
