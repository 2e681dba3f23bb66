package dev.raddle;

import dev.raddle.spi.Sweep;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/** Sets elements of arrays to what a function makes of their indices. */
final class Filling {
    private Filling() {}

    record Ints(int[] array, IntUnaryOperator generator) implements Sweep<Void> {

        @Override
        public Void over(Void soFar, long from, long to) {
            int[] target = array;
            IntUnaryOperator function = generator;
            int end = (int) to;
            for (int i = (int) from; i < end; i++) {
                target[i] = function.applyAsInt(i);
            }
            return null;
        }

        @Override
        public Void combine(Void left, Void right) {
            return null;
        }
    }

    record Longs(long[] array, IntToLongFunction generator) implements Sweep<Void> {

        @Override
        public Void over(Void soFar, long from, long to) {
            long[] target = array;
            IntToLongFunction function = generator;
            int end = (int) to;
            for (int i = (int) from; i < end; i++) {
                target[i] = function.applyAsLong(i);
            }
            return null;
        }

        @Override
        public Void combine(Void left, Void right) {
            return null;
        }
    }

    record Doubles(double[] array, IntToDoubleFunction generator) implements Sweep<Void> {

        @Override
        public Void over(Void soFar, long from, long to) {
            double[] target = array;
            IntToDoubleFunction function = generator;
            int end = (int) to;
            for (int i = (int) from; i < end; i++) {
                target[i] = function.applyAsDouble(i);
            }
            return null;
        }

        @Override
        public Void combine(Void left, Void right) {
            return null;
        }
    }

    record Objects<T>(T[] array, IntFunction<? extends T> generator) implements Sweep<Void> {

        @Override
        public Void over(Void soFar, long from, long to) {
            T[] target = array;
            IntFunction<? extends T> function = generator;
            int end = (int) to;
            for (int i = (int) from; i < end; i++) {
                target[i] = function.apply(i);
            }
            return null;
        }

        @Override
        public Void combine(Void left, Void right) {
            return null;
        }
    }
}
