package dev.raddle.spi;

import dev.raddle.Body;
import dev.raddle.Parallel;

import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.IntBinaryOperator;
import java.util.function.IntSupplier;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;

/** What {@link Parallel} is made of: two calls at once, and a range in pieces. */
public interface ForkJoin {

    /**
     * See {@link Parallel#join}.
     *
     * @param <A> what the left body returns
     * @param <B> what the right body returns
     * @param <R> the result
     * @param <X> what the bodies may throw
     * @param left runs here
     * @param right may run on another carrier
     * @param combine makes one of two results
     * @return what {@code combine} returned
     * @throws X what a body threw
     */
    <A, B, R, X extends Throwable> R join(
            Body<? extends A, ? extends X> left,
            Body<? extends B, ? extends X> right,
            BiFunction<? super A, ? super B, ? extends R> combine)
            throws X;

    /**
     * See {@link Parallel#joinInt}.
     *
     * @param left runs here
     * @param right may run on another carrier
     * @param combine makes one of two results
     * @return what {@code combine} returned
     */
    int joinInt(IntSupplier left, IntSupplier right, IntBinaryOperator combine);

    /**
     * See {@link Parallel#joinLong}.
     *
     * @param left runs here
     * @param right may run on another carrier
     * @param combine makes one of two results
     * @return what {@code combine} returned
     */
    long joinLong(LongSupplier left, LongSupplier right, LongBinaryOperator combine);

    /**
     * See {@link Parallel#joinDouble}.
     *
     * @param left runs here
     * @param right may run on another carrier
     * @param combine makes one of two results
     * @return what {@code combine} returned
     */
    double joinDouble(DoubleSupplier left, DoubleSupplier right, DoubleBinaryOperator combine);

    /**
     * See {@link Parallel#run(Runnable, Runnable)}.
     *
     * @param left runs here
     * @param right may run on another carrier
     */
    void run(Runnable left, Runnable right);

    /**
     * Goes over a range of indices, in pieces where other carriers have time.
     *
     * @param <A> what is accumulated
     * @param from the first index
     * @param to after the last; not below {@code from}
     * @param sweep what to do with a piece
     * @return what was accumulated, from left to right; null for an empty range
     */
    <A> A sweep(long from, long to, Sweep<A> sweep);

    /**
     * How many carriers there are to share work among.
     *
     * @return 1 or more
     */
    int carriers();

    /**
     * Whether another fork may soon find a taker: few lie ready on the caller's carrier.
     *
     * @return false if it would only cost
     * @throws java.util.concurrent.CancellationException if the caller shall end
     */
    boolean isForkWanted();
}
