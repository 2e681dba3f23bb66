package dev.raddle;

import java.util.function.DoubleBinaryOperator;

/** Prefixes of doubles. */
final class DoubleScan extends Scan {
    private final double[] array;
    private final DoubleBinaryOperator operator;

    /** What is left of each piece but the first. */
    private double[] before;

    DoubleScan(double[] array, DoubleBinaryOperator operator) {
        this.array = array;
        this.operator = operator;
    }

    @Override
    void prefix(int from, int to) {
        double[] elements = array;
        DoubleBinaryOperator adder = operator;
        double sum = elements[from - 1];
        for (int i = from; i < to; i++) {
            sum = adder.applyAsDouble(sum, elements[i]);
            elements[i] = sum;
        }
    }

    @Override
    void expect(int pieces) {
        before = new double[pieces];
    }

    @Override
    void addUp(int piece, int last) {
        double sum = array[last];
        before[piece] = piece == 1 ? sum : operator.applyAsDouble(before[piece - 1], sum);
    }

    @Override
    void shift(int piece, int from, int to) {
        double[] elements = array;
        DoubleBinaryOperator adder = operator;
        double left = before[piece];
        for (int i = from; i < to; i++) {
            elements[i] = adder.applyAsDouble(left, elements[i]);
        }
    }
}
