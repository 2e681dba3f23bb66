package dev.raddle;

import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Provider;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.IntBinaryOperator;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;

/**
 * Splitting work over all carriers, at about the cost of a call.
 *
 * <pre>{@code
 * long total = Parallel.joinLong(() -> sum(low, middle), () -> sum(middle, high), Long::sum);
 * }</pre>
 *
 * <p>There is no cut-off to tune. The caller does all the work itself, in order, as plain calls; a
 * carrier that has nothing to do takes the largest part that is left.
 *
 * <p>All methods are called inside a coroutine, else they throw {@link IllegalStateException}; a
 * thread outside uses {@link Scheduler#call}. They may suspend, and return on any carrier. Bodies
 * may suspend, block and throw at any depth. They run in the calling coroutine or in another one,
 * so they share scoped values with the caller but not thread-locals, nor the locks that it holds.
 *
 * <p>The first failure cancels what runs beside it, waits until that has ended, and is thrown as it
 * was, with its own stack. If the caller is cancelled, all that it waits for is, and the method
 * throws {@link java.util.concurrent.CancellationException}.
 *
 * <p>After Cilk's spawn and sync, and rayon's {@code join}.
 */
public final class Parallel {
    private static final ForkJoin ENGINE = Provider.get().forkJoin();

    private Parallel() {}

    /**
     * Runs two bodies, at once if a carrier is free, and combines their results.
     *
     * @param <A> what the left body returns
     * @param <B> what the right body returns
     * @param <R> the result
     * @param <X> what the bodies may throw
     * @param left runs in the caller
     * @param right runs in the caller afterwards, or at the same time in another coroutine
     * @param combine makes one of two results
     * @return what {@code combine} returned
     * @throws X what the body threw that failed first
     */
    public static <A, B, R, X extends Throwable> R join(
            Body<? extends A, ? extends X> left,
            Body<? extends B, ? extends X> right,
            BiFunction<? super A, ? super B, ? extends R> combine)
            throws X {
        return ENGINE.join(left, right, combine);
    }

    /**
     * {@link #join} without boxing.
     *
     * @param left runs in the caller
     * @param right runs in the caller afterwards, or at the same time in another coroutine
     * @param combine makes one of two results
     * @return what {@code combine} returned
     */
    public static int joinInt(IntSupplier left, IntSupplier right, IntBinaryOperator combine) {
        return ENGINE.joinInt(left, right, combine);
    }

    /**
     * {@link #join} without boxing.
     *
     * @param left runs in the caller
     * @param right runs in the caller afterwards, or at the same time in another coroutine
     * @param combine makes one of two results
     * @return what {@code combine} returned
     */
    public static long joinLong(LongSupplier left, LongSupplier right, LongBinaryOperator combine) {
        return ENGINE.joinLong(left, right, combine);
    }

    /**
     * {@link #join} without boxing.
     *
     * @param left runs in the caller
     * @param right runs in the caller afterwards, or at the same time in another coroutine
     * @param combine makes one of two results
     * @return what {@code combine} returned
     */
    public static double joinDouble(
            DoubleSupplier left, DoubleSupplier right, DoubleBinaryOperator combine) {
        return ENGINE.joinDouble(left, right, combine);
    }

    /**
     * {@link #join} without results.
     *
     * @param left runs in the caller
     * @param right runs in the caller afterwards, or at the same time in another coroutine
     */
    public static void run(Runnable left, Runnable right) {
        ENGINE.run(left, right);
    }

    /**
     * {@link #run(Runnable, Runnable)} of any number of bodies. Each can start while others are
     * suspended.
     *
     * @param bodies what to run; the first one runs in the caller
     */
    public static void run(Runnable... bodies) {
        Bodies.run(ENGINE, bodies.clone());
    }

    // ---- Loops ---------------------------------------------------------------------------------

    /**
     * Runs a body for each index.
     *
     * @param from the first index
     * @param to after the last; the same as {@code from} for none
     * @param body is called once for each
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    public static void forEach(int from, int to, IntConsumer body) {
        Objects.requireNonNull(body, "body");
        Range.check(from, to);
        ENGINE.sweep(from, to, new EachIndex(body));
    }

    /**
     * Sets every element to what a function makes of its index, as {@link Arrays#parallelSetAll}.
     *
     * @param array is filled; if the function throws, some elements are set
     * @param generator makes an element
     */
    public static void setAll(int[] array, IntUnaryOperator generator) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(generator, "generator");
        ENGINE.sweep(0, array.length, new Filling.Ints(array, generator));
    }

    /**
     * Sets every element to what a function makes of its index, as {@link Arrays#parallelSetAll}.
     *
     * @param array is filled; if the function throws, some elements are set
     * @param generator makes an element
     */
    public static void setAll(long[] array, IntToLongFunction generator) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(generator, "generator");
        ENGINE.sweep(0, array.length, new Filling.Longs(array, generator));
    }

    /**
     * Sets every element to what a function makes of its index, as {@link Arrays#parallelSetAll}.
     *
     * @param array is filled; if the function throws, some elements are set
     * @param generator makes an element
     */
    public static void setAll(double[] array, IntToDoubleFunction generator) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(generator, "generator");
        ENGINE.sweep(0, array.length, new Filling.Doubles(array, generator));
    }

    /**
     * Sets every element to what a function makes of its index, as {@link Arrays#parallelSetAll}.
     *
     * @param <T> the elements
     * @param array is filled; if the function throws, some elements are set
     * @param generator makes an element
     */
    public static <T> void setAll(T[] array, IntFunction<? extends T> generator) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(generator, "generator");
        ENGINE.sweep(0, array.length, new Filling.Objects<>(array, generator));
    }

    // ---- Reductions ----------------------------------------------------------------------------

    /**
     * Combines what a function makes of each index. The result is that of a plain loop, whoever
     * runs which part, if the operator is associative and the identity is one.
     *
     * @param from the first index
     * @param to after the last; the same as {@code from} for none
     * @param identity is combined with any number of times; the result of an empty range
     * @param map makes a value of an index
     * @param operator makes one of two values
     * @return the combination, in the order of the indices
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    public static int reduceInt(
            int from, int to, int identity, IntUnaryOperator map, IntBinaryOperator operator) {
        Objects.requireNonNull(map, "map");
        Objects.requireNonNull(operator, "operator");
        Range.check(from, to);
        var reduction = new Reduction.OfInt(identity, map, operator);
        return reduction.valueOf(ENGINE.sweep(from, to, reduction));
    }

    /**
     * Combines what a function makes of each index. The result is that of a plain loop, whoever
     * runs which part, if the operator is associative and the identity is one.
     *
     * @param from the first index
     * @param to after the last; the same as {@code from} for none
     * @param identity is combined with any number of times; the result of an empty range
     * @param map makes a value of an index
     * @param operator makes one of two values
     * @return the combination, in the order of the indices
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    public static long reduceLong(
            int from, int to, long identity, IntToLongFunction map, LongBinaryOperator operator) {
        Objects.requireNonNull(map, "map");
        Objects.requireNonNull(operator, "operator");
        Range.check(from, to);
        var reduction = new Reduction.OfLong(identity, map, operator);
        return reduction.valueOf(ENGINE.sweep(from, to, reduction));
    }

    /**
     * Combines what a function makes of each index. The addition of doubles is not associative: the
     * last digits of a sum depend on who ran which part.
     *
     * @param from the first index
     * @param to after the last; the same as {@code from} for none
     * @param identity is combined with any number of times; the result of an empty range
     * @param map makes a value of an index
     * @param operator makes one of two values
     * @return the combination, in the order of the indices
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    public static double reduceDouble(
            int from,
            int to,
            double identity,
            IntToDoubleFunction map,
            DoubleBinaryOperator operator) {
        Objects.requireNonNull(map, "map");
        Objects.requireNonNull(operator, "operator");
        Range.check(from, to);
        var reduction = new Reduction.OfDouble(identity, map, operator);
        return reduction.valueOf(ENGINE.sweep(from, to, reduction));
    }

    /**
     * Combines what a function makes of each index. The result is that of a plain loop, whoever
     * runs which part, if the operator is associative and the identity is one.
     *
     * @param <T> the values
     * @param from the first index
     * @param to after the last; the same as {@code from} for none
     * @param identity is combined with any number of times; the result of an empty range
     * @param map makes a value of an index
     * @param operator makes one of two values
     * @return the combination, in the order of the indices
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    public static <T> T reduce(
            int from,
            int to,
            T identity,
            IntFunction<? extends T> map,
            BinaryOperator<T> operator) {
        Objects.requireNonNull(map, "map");
        Objects.requireNonNull(operator, "operator");
        Range.check(from, to);
        var reduction = new Reduction.Of<T>(identity, map, operator);
        return reduction.valueOf(ENGINE.sweep(from, to, reduction));
    }

    /**
     * Counts the indices that match.
     *
     * @param from the first index
     * @param to after the last; the same as {@code from} for none
     * @param predicate is called once for each
     * @return how many
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    public static long count(int from, int to, IntPredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        Range.check(from, to);
        Count.Cell cell = ENGINE.sweep(from, to, new Count(predicate));
        return cell == null ? 0 : cell.matches;
    }

    // ---- Sorting -------------------------------------------------------------------------------

    /**
     * Sorts, as {@link Arrays#parallelSort(int[])}. Takes a buffer as large as the array, except
     * for a short array or a single carrier.
     *
     * @param array is sorted
     */
    public static void sort(int[] array) {
        new IntSort(ENGINE, array).sort();
    }

    /**
     * Sorts, as {@link Arrays#parallelSort(long[])}. Takes a buffer as large as the array, except
     * for a short array or a single carrier.
     *
     * @param array is sorted
     */
    public static void sort(long[] array) {
        new LongSort(ENGINE, array).sort();
    }

    /**
     * Sorts in the order of {@link Double#compare}, as {@link Arrays#parallelSort(double[])}. Takes
     * a buffer as large as the array, except for a short array or a single carrier.
     *
     * @param array is sorted
     */
    public static void sort(double[] array) {
        new DoubleSort(ENGINE, array).sort();
    }

    /**
     * Sorts in the natural order. Equal elements stay in their order.
     *
     * @param <T> the elements
     * @param array is sorted; if a comparison throws, its elements are undefined
     */
    public static <T extends Comparable<? super T>> void sort(T[] array) {
        sort(array, Comparator.naturalOrder());
    }

    /**
     * Sorts in some order. Equal elements stay in their order. Takes a buffer as large as the
     * array, except for a short array or a single carrier.
     *
     * @param <T> the elements
     * @param array is sorted; if the comparator throws, its elements are undefined
     * @param order may be called by several carriers at once
     */
    public static <T> void sort(T[] array, Comparator<? super T> order) {
        Objects.requireNonNull(order, "order");
        new ObjectSort<>(ENGINE, array, order).sort();
    }
}
