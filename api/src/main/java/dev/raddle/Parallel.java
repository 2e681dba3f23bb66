package dev.raddle;

import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Provider;

import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.IntBinaryOperator;
import java.util.function.IntSupplier;
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
}
