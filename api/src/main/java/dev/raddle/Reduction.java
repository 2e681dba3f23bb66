package dev.raddle;

import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Sweep;

import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Reductions: each piece adds up in a cell of its own, and the cells come together from left to
 * right.
 *
 * <p>The same lines for each kind of number, so that none is boxed.
 *
 * <p>Recursions have very many short ranges; so these look before each index whether anybody wants
 * the rest, and need no cell until somebody does.
 */
final class Reduction {
    /** So short a range is gone over without an object for it, as long as nobody wants a part. */
    private static final int SHORT = 8;

    private Reduction() {}

    static int ofInt(
            ForkJoin engine,
            int from,
            int to,
            int identity,
            IntUnaryOperator map,
            IntBinaryOperator operator) {
        int sum = identity;
        int next = from;
        if ((long) to - from <= SHORT) {
            while (next < to && !(engine.isForkWanted() && next < to - 1)) {
                sum = operator.applyAsInt(sum, map.applyAsInt(next++));
            }
            if (next == to && from < to) {
                return sum;
            }
        }
        var reduction = new OfInt(identity, map, operator);
        int rest = reduction.valueOf(engine.sweep(next, to, reduction));
        return next == from ? rest : operator.applyAsInt(sum, rest);
    }

    static final class IntCell {
        int value;

        IntCell(int value) {
            this.value = value;
        }
    }

    record OfInt(int identity, IntUnaryOperator map, IntBinaryOperator operator)
            implements Sweep<IntCell> {

        @Override
        public IntCell over(IntCell soFar, long from, long to) {
            IntCell cell = soFar == null ? new IntCell(identity) : soFar;
            IntUnaryOperator mapper = map;
            IntBinaryOperator adder = operator;
            int sum = cell.value;
            int end = (int) to;
            for (int i = (int) from; i < end; i++) {
                sum = adder.applyAsInt(sum, mapper.applyAsInt(i));
            }
            cell.value = sum;
            return cell;
        }

        @Override
        public IntCell combine(IntCell left, IntCell right) {
            left.value = operator.applyAsInt(left.value, right.value);
            return left;
        }

        int valueOf(IntCell cell) {
            return cell == null ? identity : cell.value;
        }
    }

    static long ofLong(
            ForkJoin engine,
            int from,
            int to,
            long identity,
            IntToLongFunction map,
            LongBinaryOperator operator) {
        long sum = identity;
        int next = from;
        if ((long) to - from <= SHORT) {
            while (next < to && !(engine.isForkWanted() && next < to - 1)) {
                sum = operator.applyAsLong(sum, map.applyAsLong(next++));
            }
            if (next == to && from < to) {
                return sum;
            }
        }
        var reduction = new OfLong(identity, map, operator);
        long rest = reduction.valueOf(engine.sweep(next, to, reduction));
        return next == from ? rest : operator.applyAsLong(sum, rest);
    }

    static final class LongCell {
        long value;

        LongCell(long value) {
            this.value = value;
        }
    }

    record OfLong(long identity, IntToLongFunction map, LongBinaryOperator operator)
            implements Sweep<LongCell> {

        @Override
        public LongCell over(LongCell soFar, long from, long to) {
            LongCell cell = soFar == null ? new LongCell(identity) : soFar;
            IntToLongFunction mapper = map;
            LongBinaryOperator adder = operator;
            long sum = cell.value;
            int end = (int) to;
            for (int i = (int) from; i < end; i++) {
                sum = adder.applyAsLong(sum, mapper.applyAsLong(i));
            }
            cell.value = sum;
            return cell;
        }

        @Override
        public LongCell combine(LongCell left, LongCell right) {
            left.value = operator.applyAsLong(left.value, right.value);
            return left;
        }

        long valueOf(LongCell cell) {
            return cell == null ? identity : cell.value;
        }
    }

    static double ofDouble(
            ForkJoin engine,
            int from,
            int to,
            double identity,
            IntToDoubleFunction map,
            DoubleBinaryOperator operator) {
        double sum = identity;
        int next = from;
        if ((long) to - from <= SHORT) {
            while (next < to && !(engine.isForkWanted() && next < to - 1)) {
                sum = operator.applyAsDouble(sum, map.applyAsDouble(next++));
            }
            if (next == to && from < to) {
                return sum;
            }
        }
        var reduction = new OfDouble(identity, map, operator);
        double rest = reduction.valueOf(engine.sweep(next, to, reduction));
        return next == from ? rest : operator.applyAsDouble(sum, rest);
    }

    static final class DoubleCell {
        double value;

        DoubleCell(double value) {
            this.value = value;
        }
    }

    record OfDouble(double identity, IntToDoubleFunction map, DoubleBinaryOperator operator)
            implements Sweep<DoubleCell> {

        @Override
        public DoubleCell over(DoubleCell soFar, long from, long to) {
            DoubleCell cell = soFar == null ? new DoubleCell(identity) : soFar;
            IntToDoubleFunction mapper = map;
            DoubleBinaryOperator adder = operator;
            double sum = cell.value;
            int end = (int) to;
            for (int i = (int) from; i < end; i++) {
                sum = adder.applyAsDouble(sum, mapper.applyAsDouble(i));
            }
            cell.value = sum;
            return cell;
        }

        @Override
        public DoubleCell combine(DoubleCell left, DoubleCell right) {
            left.value = operator.applyAsDouble(left.value, right.value);
            return left;
        }

        double valueOf(DoubleCell cell) {
            return cell == null ? identity : cell.value;
        }
    }

    static final class Cell<T> {
        T value;

        Cell(T value) {
            this.value = value;
        }
    }

    record Of<T>(T identity, IntFunction<? extends T> map, BinaryOperator<T> operator)
            implements Sweep<Cell<T>> {

        @Override
        public Cell<T> over(Cell<T> soFar, long from, long to) {
            Cell<T> cell = soFar == null ? new Cell<>(identity) : soFar;
            IntFunction<? extends T> mapper = map;
            BinaryOperator<T> adder = operator;
            T sum = cell.value;
            int end = (int) to;
            for (int i = (int) from; i < end; i++) {
                sum = adder.apply(sum, mapper.apply(i));
            }
            cell.value = sum;
            return cell;
        }

        @Override
        public Cell<T> combine(Cell<T> left, Cell<T> right) {
            left.value = operator.apply(left.value, right.value);
            return left;
        }

        T valueOf(Cell<T> cell) {
            return cell == null ? identity : cell.value;
        }
    }
}
