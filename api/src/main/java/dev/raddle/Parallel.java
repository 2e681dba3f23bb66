package dev.raddle;

import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Provider;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Spliterator;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
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
import java.util.function.Predicate;

/**
 * Splitting work over all carriers, at the cost of a few calls: some ten nanoseconds for a join.
 *
 * <pre>{@code
 * class Fib {
 *     static long of(int n) {
 *         return n < 2 ? n : Parallel.joinLong(() -> of(n - 1), () -> of(n - 2), Long::sum);
 *     }
 * }
 * }</pre>
 *
 * <p>There is no cut-off to tune. The caller does all the work itself, in order, as plain calls; a
 * carrier that has nothing to do takes the largest part that is left. Loops are split the same way:
 * between two looks at who has nothing to do, a loop runs as many bodies as are expected to take
 * some 20 microseconds, one at first. An expensive body among cheap ones delays only those behind
 * it in such a run.
 *
 * <p>All methods are called inside a coroutine, else they throw {@link IllegalStateException}; a
 * thread outside uses {@link Scheduler#call}. They may suspend, and return on any carrier. Bodies
 * may suspend, block and throw at any depth. They run in the calling coroutine or in another one,
 * so they share scoped values with the caller but not thread-locals, and {@link Coroutine#current}
 * differs. A body that asks for a lock which the caller holds may wait for ever. Bodies of a loop
 * must not wait for one another; those of {@code run} and {@code join} may.
 *
 * <p>The first failure cancels what runs beside it, waits until that has ended, and is thrown as it
 * was, with its own stack; later ones are dropped. If the caller is cancelled, all that it waits
 * for is, and the method throws {@link java.util.concurrent.CancellationException}, or whatever a
 * body makes of its interrupt. Loops look for a cancellation between two runs of bodies, and let
 * others of their carrier run after a slice of a millisecond; joins that are not stolen do so only
 * in their bodies, by {@link Coroutine#checkpoint}. Null arguments are refused with a {@link
 * NullPointerException}.
 *
 * <p><b>Cost.</b> The JIT compiles a loop with its body inside, as a plain loop, while one or two
 * lambdas in the program are given to the same method. With three or more it calls them: some 3 ns
 * for each call, as in streams. Where a body is that short, let it handle several elements.
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
        Objects.requireNonNull(bodies, "bodies");
        Bodies.run(ENGINE, bodies.clone());
    }

    /**
     * {@link #join} of any number of bodies. Each can start while others are suspended.
     *
     * @param <T> what the bodies return
     * @param <X> what the bodies may throw
     * @param bodies what to run; the first one runs in the caller
     * @return their results in their order; cannot be changed
     * @throws X what the body threw that failed first
     */
    public static <T, X extends Throwable> List<T> join(
            List<? extends Body<? extends T, ? extends X>> bodies) throws X {
        Objects.requireNonNull(bodies, "bodies");
        return Bodies.<T, X>join(ENGINE, List.copyOf(bodies));
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
     * Runs a body for each element.
     *
     * @param <T> the elements
     * @param array is read while the bodies run
     * @param body is called once for each
     */
    public static <T> void forEach(T[] array, Consumer<? super T> body) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(body, "body");
        forEach(0, array.length, i -> body.accept(array[i]));
    }

    /**
     * Runs a body for each element.
     *
     * @param <T> the elements
     * @param list is read by several carriers at once, and copied first if it is not {@link
     *     java.util.RandomAccess}
     * @param body is called once for each
     */
    public static <T> void forEach(List<? extends T> list, Consumer<? super T> body) {
        Objects.requireNonNull(list, "list");
        Objects.requireNonNull(body, "body");
        IntFunction<T> elements = Elements.of(list);
        forEach(0, list.size(), i -> body.accept(elements.apply(i)));
    }

    /**
     * Runs a body for each element. What the spliterator does not split runs in order.
     *
     * @param <T> the elements
     * @param elements where they come from; is used up
     * @param body is called once for each
     */
    public static <T> void forEach(Spliterator<? extends T> elements, Consumer<? super T> body) {
        Objects.requireNonNull(elements, "elements");
        Objects.requireNonNull(body, "body");
        Elements.forEach(ENGINE, elements, body);
    }

    /**
     * Makes one list of another. To make an array, see {@link #setAll(Object[], IntFunction)}.
     *
     * @param <T> the elements
     * @param <R> the results
     * @param list is read by several carriers at once, and copied first if it is not {@link
     *     java.util.RandomAccess}
     * @param function is called once for each element
     * @return the results in the order of the elements; cannot be changed
     */
    public static <T, R> List<R> map(
            List<? extends T> list, Function<? super T, ? extends R> function) {
        Objects.requireNonNull(list, "list");
        Objects.requireNonNull(function, "function");
        IntFunction<T> elements = Elements.of(list);
        return list(list.size(), i -> function.apply(elements.apply(i)));
    }

    /**
     * Makes a list of an array. To make an array, see {@link #setAll(Object[], IntFunction)}.
     *
     * @param <T> the elements
     * @param <R> the results
     * @param array is read while the function is called
     * @param function is called once for each element
     * @return the results in the order of the elements; cannot be changed
     */
    public static <T, R> List<R> map(T[] array, Function<? super T, ? extends R> function) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(function, "function");
        return list(array.length, i -> function.apply(array[i]));
    }

    private static <R> List<R> list(int size, IntFunction<? extends R> generator) {
        @SuppressWarnings("unchecked") // nobody else sees the array
        var results = (R[]) new Object[size];
        setAll(results, generator);
        return Collections.unmodifiableList(Arrays.asList(results));
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
        return Reduction.ofInt(ENGINE, from, to, identity, map, operator);
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
        return Reduction.ofLong(ENGINE, from, to, identity, map, operator);
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
        return Reduction.ofDouble(ENGINE, from, to, identity, map, operator);
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
     * Combines all elements. The result is that of a plain loop, whoever runs which part, if the
     * operator is associative and the identity is one.
     *
     * @param <T> the elements
     * @param list is read by several carriers at once, and copied first if it is not {@link
     *     java.util.RandomAccess}
     * @param identity is combined with any number of times; the result if there are no elements
     * @param operator makes one of two
     * @return the combination, in the order of the elements
     */
    public static <T> T reduce(List<? extends T> list, T identity, BinaryOperator<T> operator) {
        Objects.requireNonNull(list, "list");
        return reduce(0, list.size(), identity, Elements.of(list), operator);
    }

    /**
     * Combines all elements. The result is that of a plain loop, whoever runs which part, if the
     * operator is associative and the identity is one.
     *
     * @param <T> the elements
     * @param array is read while the operator is called
     * @param identity is combined with any number of times; the result if there are no elements
     * @param operator makes one of two
     * @return the combination, in the order of the elements
     */
    public static <T> T reduce(T[] array, T identity, BinaryOperator<T> operator) {
        Objects.requireNonNull(array, "array");
        return reduce(0, array.length, identity, i -> array[i], operator);
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

    /**
     * Counts the elements that match.
     *
     * @param <T> the elements
     * @param list is read by several carriers at once, and copied first if it is not {@link
     *     java.util.RandomAccess}
     * @param predicate is called once for each
     * @return how many
     */
    public static <T> long count(List<? extends T> list, Predicate<? super T> predicate) {
        Objects.requireNonNull(list, "list");
        Objects.requireNonNull(predicate, "predicate");
        IntFunction<T> elements = Elements.of(list);
        return count(0, list.size(), i -> predicate.test(elements.apply(i)));
    }

    /**
     * Counts the elements that match.
     *
     * @param <T> the elements
     * @param array is read while the predicate is called
     * @param predicate is called once for each
     * @return how many
     */
    public static <T> long count(T[] array, Predicate<? super T> predicate) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(predicate, "predicate");
        return count(0, array.length, i -> predicate.test(array[i]));
    }

    // ---- Searching -----------------------------------------------------------------------------

    /**
     * Finds the lowest index that matches, as a plain loop would: if the predicate fails at a lower
     * index, that failure is thrown; if at a higher one, nobody hears of it. What runs for higher
     * indices is cancelled and waited for.
     *
     * @param from the first index
     * @param to after the last; the same as {@code from} for none
     * @param predicate is called for all indices up to the result, and for some above it
     * @return the index, or nothing if none matches
     * @throws IllegalArgumentException if {@code from} is above {@code to}
     */
    public static OptionalInt findFirst(int from, int to, IntPredicate predicate) {
        Objects.requireNonNull(predicate, "predicate");
        Range.check(from, to);
        FirstMatch.Decision decision = ENGINE.sweep(from, to, new FirstMatch(predicate));
        return decision == null ? OptionalInt.empty() : OptionalInt.of(decision.indexOrThrow());
    }

    /**
     * Finds the first element that matches, as {@link #findFirst(int, int, IntPredicate)}.
     *
     * @param <T> the elements
     * @param list is read by several carriers at once, and copied first if it is not {@link
     *     java.util.RandomAccess}
     * @param predicate is called for all elements up to the result, and for some behind it
     * @return the element, or nothing if none matches
     * @throws NullPointerException if null matches
     */
    public static <T> Optional<T> findFirst(
            List<? extends T> list, Predicate<? super T> predicate) {
        Objects.requireNonNull(list, "list");
        Objects.requireNonNull(predicate, "predicate");
        IntFunction<T> elements = Elements.of(list);
        OptionalInt found = findFirst(0, list.size(), i -> predicate.test(elements.apply(i)));
        return found.isEmpty() ? Optional.empty() : Optional.of(elements.apply(found.getAsInt()));
    }

    /**
     * Finds the first element that matches, as {@link #findFirst(int, int, IntPredicate)}.
     *
     * @param <T> the elements
     * @param array is read while the predicate is called
     * @param predicate is called for all elements up to the result, and for some behind it
     * @return the element, or nothing if none matches
     * @throws NullPointerException if null matches
     */
    public static <T> Optional<T> findFirst(T[] array, Predicate<? super T> predicate) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(predicate, "predicate");
        OptionalInt found = findFirst(0, array.length, i -> predicate.test(array[i]));
        return found.isEmpty() ? Optional.empty() : Optional.of(array[found.getAsInt()]);
    }

    // ---- Prefixes ------------------------------------------------------------------------------

    /**
     * Combines each element with all that are left of it, as {@link Arrays#parallelPrefix}: {@code
     * [1, 2, 3]} becomes {@code [1, 3, 6]} under addition. The result is that of a plain loop if
     * the operator is associative. One pass over an array with which nobody helps, else up to two.
     *
     * @param array becomes its prefixes; if the operator throws, its elements are undefined
     * @param operator makes one of two neighbours
     */
    public static void scan(int[] array, IntBinaryOperator operator) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(operator, "operator");
        new IntScan(array, operator).run(ENGINE, array.length);
    }

    /**
     * Combines each element with all that are left of it, as {@link Arrays#parallelPrefix}: {@code
     * [1, 2, 3]} becomes {@code [1, 3, 6]} under addition. The result is that of a plain loop if
     * the operator is associative. One pass over an array with which nobody helps, else up to two.
     *
     * @param array becomes its prefixes; if the operator throws, its elements are undefined
     * @param operator makes one of two neighbours
     */
    public static void scan(long[] array, LongBinaryOperator operator) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(operator, "operator");
        new LongScan(array, operator).run(ENGINE, array.length);
    }

    /**
     * Combines each element with all that are left of it, as {@link Arrays#parallelPrefix}: {@code
     * [1, 2, 3]} becomes {@code [1, 3, 6]} under addition. The addition of doubles is not
     * associative: last digits depend on who ran which part. One pass over an array with which
     * nobody helps, else up to two.
     *
     * @param array becomes its prefixes; if the operator throws, its elements are undefined
     * @param operator makes one of two neighbours
     */
    public static void scan(double[] array, DoubleBinaryOperator operator) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(operator, "operator");
        new DoubleScan(array, operator).run(ENGINE, array.length);
    }

    /**
     * Combines each element with all that are left of it, as {@link Arrays#parallelPrefix}: {@code
     * [1, 2, 3]} becomes {@code [1, 3, 6]} under addition. The result is that of a plain loop if
     * the operator is associative. One pass over an array with which nobody helps, else up to two.
     *
     * @param <T> the elements
     * @param array becomes its prefixes; if the operator throws, its elements are undefined
     * @param operator makes one of two neighbours
     */
    public static <T> void scan(T[] array, BinaryOperator<T> operator) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(operator, "operator");
        new ObjectScan<>(array, operator).run(ENGINE, array.length);
    }

    // ---- Sorting -------------------------------------------------------------------------------

    /**
     * Sorts, as {@link Arrays#parallelSort(int[])}. An array that is partly in order already takes
     * a buffer of its size, except if it is short or there is a single carrier.
     *
     * @param array is sorted; if the caller is cancelled, its elements are undefined
     */
    public static void sort(int[] array) {
        Objects.requireNonNull(array, "array");
        IntSort.sort(ENGINE, array);
    }

    /**
     * Sorts, as {@link Arrays#parallelSort(long[])}. Takes a buffer as large as the array, except
     * for a short array or a single carrier.
     *
     * @param array is sorted; if the caller is cancelled, its elements are undefined
     */
    public static void sort(long[] array) {
        Objects.requireNonNull(array, "array");
        new LongSort(ENGINE, array).sort();
    }

    /**
     * Sorts in the order of {@link Double#compare}, as {@link Arrays#parallelSort(double[])}. Takes
     * a buffer as large as the array, except for a short array or a single carrier.
     *
     * @param array is sorted; if the caller is cancelled, its elements are undefined
     */
    public static void sort(double[] array) {
        Objects.requireNonNull(array, "array");
        new DoubleSort(ENGINE, array).sort();
    }

    /**
     * Sorts in the natural order. Equal elements stay in their order.
     *
     * @param <T> the elements
     * @param array is sorted; if a comparison throws or the caller is cancelled, its elements are
     *     undefined
     */
    public static <T extends Comparable<? super T>> void sort(T[] array) {
        sort(array, Comparator.naturalOrder());
    }

    /**
     * Sorts in some order. Equal elements stay in their order. Takes a buffer as large as the
     * array, except for a short array or a single carrier.
     *
     * @param <T> the elements
     * @param array is sorted; if the comparator throws or the caller is cancelled, its elements are
     *     undefined
     * @param order may be called by several carriers at once
     */
    public static <T> void sort(T[] array, Comparator<? super T> order) {
        Objects.requireNonNull(array, "array");
        Objects.requireNonNull(order, "order");
        new ObjectSort<>(ENGINE, array, order).sort();
    }

    /**
     * Sorts in the natural order. Equal elements stay in their order.
     *
     * @param <T> the elements
     * @param list is copied, and set when the copy is sorted
     */
    public static <T extends Comparable<? super T>> void sort(List<T> list) {
        sort(list, Comparator.naturalOrder());
    }

    /**
     * Sorts in some order. Equal elements stay in their order.
     *
     * @param <T> the elements
     * @param list is copied, and set when the copy is sorted
     * @param order may be called by several carriers at once
     */
    public static <T> void sort(List<T> list, Comparator<? super T> order) {
        Objects.requireNonNull(list, "list");
        Objects.requireNonNull(order, "order");
        @SuppressWarnings("unchecked") // an array of what was in the list
        var copy = (T[]) list.toArray();
        sort(copy, order);
        Elements.set(list, copy);
    }
}
