package dev.raddle.scheduler;

import dev.raddle.Body;
import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Sweep;

import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.IntBinaryOperator;
import java.util.function.IntSupplier;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;

/**
 * Joins, one for each kind of result: the right half is forked, the left half runs here, then the
 * right half if nobody has stolen it.
 *
 * <p>The same few lines each time and not a template with calls back: calls would be of many types,
 * and the JIT would not look through them. What is the same for all is in {@link JoinStack}.
 */
final class ForkJoinImpl implements ForkJoin {
    private static final JoinStack.Half OBJECT =
            new JoinStack.Half() {
                @Override
                Object run(Object body) throws Throwable {
                    return ((Body<?, ?>) body).call();
                }
            };

    private static final JoinStack.Half INT =
            new JoinStack.Half() {
                @Override
                Object run(Object body) {
                    return ((IntSupplier) body).getAsInt();
                }
            };

    private static final JoinStack.Half LONG =
            new JoinStack.Half() {
                @Override
                Object run(Object body) {
                    return ((LongSupplier) body).getAsLong();
                }
            };

    private static final JoinStack.Half DOUBLE =
            new JoinStack.Half() {
                @Override
                Object run(Object body) {
                    return ((DoubleSupplier) body).getAsDouble();
                }
            };

    private static final JoinStack.Half RUN =
            new JoinStack.Half() {
                @Override
                Object run(Object body) {
                    ((Runnable) body).run();
                    return null;
                }
            };

    @Override
    public <A, B, R, X extends Throwable> R join(
            Body<? extends A, ? extends X> left,
            Body<? extends B, ? extends X> right,
            BiFunction<? super A, ? super B, ? extends R> combine)
            throws X {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(combine, "combine");
        Carrier carrier = Carrier.ofJoiner();
        JoinStack joins = JoinStack.on(carrier);
        int index = joins.fork(OBJECT, right, carrier);
        A a;
        try {
            a = left.call();
        } catch (Throwable e) {
            throw joins.fail(index, e);
        }
        if (joins.takeBack(index)) {
            return combine.apply(a, right.call());
        }
        return combine.apply(a, ForkJoinImpl.<B>returned(joins.awaitStolen(index)));
    }

    @SuppressWarnings("unchecked") // it is what the body returned
    private static <T> T returned(Object result) {
        return (T) result;
    }

    @Override
    public int joinInt(IntSupplier left, IntSupplier right, IntBinaryOperator combine) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(combine, "combine");
        Carrier carrier = Carrier.ofJoiner();
        JoinStack joins = JoinStack.on(carrier);
        int index = joins.fork(INT, right, carrier);
        int a;
        try {
            a = left.getAsInt();
        } catch (Throwable e) {
            throw joins.fail(index, e);
        }
        if (joins.takeBack(index)) {
            return combine.applyAsInt(a, right.getAsInt());
        }
        return combine.applyAsInt(a, (int) joins.awaitStolen(index));
    }

    @Override
    public long joinLong(LongSupplier left, LongSupplier right, LongBinaryOperator combine) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(combine, "combine");
        Carrier carrier = Carrier.ofJoiner();
        JoinStack joins = JoinStack.on(carrier);
        int index = joins.fork(LONG, right, carrier);
        long a;
        try {
            a = left.getAsLong();
        } catch (Throwable e) {
            throw joins.fail(index, e);
        }
        if (joins.takeBack(index)) {
            return combine.applyAsLong(a, right.getAsLong());
        }
        return combine.applyAsLong(a, (long) joins.awaitStolen(index));
    }

    @Override
    public double joinDouble(
            DoubleSupplier left, DoubleSupplier right, DoubleBinaryOperator combine) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(combine, "combine");
        Carrier carrier = Carrier.ofJoiner();
        JoinStack joins = JoinStack.on(carrier);
        int index = joins.fork(DOUBLE, right, carrier);
        double a;
        try {
            a = left.getAsDouble();
        } catch (Throwable e) {
            throw joins.fail(index, e);
        }
        if (joins.takeBack(index)) {
            return combine.applyAsDouble(a, right.getAsDouble());
        }
        return combine.applyAsDouble(a, (double) joins.awaitStolen(index));
    }

    @Override
    public void run(Runnable left, Runnable right) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Carrier carrier = Carrier.ofJoiner();
        JoinStack joins = JoinStack.on(carrier);
        int index = joins.fork(RUN, right, carrier);
        try {
            left.run();
        } catch (Throwable e) {
            throw joins.fail(index, e);
        }
        if (joins.takeBack(index)) {
            right.run();
        } else {
            joins.awaitStolen(index);
        }
    }

    @Override
    public <A> A sweep(long from, long to, Sweep<A> sweep) {
        return SweepPiece.over(sweep, from, to);
    }

    @Override
    public int carriers() {
        return Carrier.ofCaller().engine().carriers();
    }

    @Override
    public boolean isForkWanted() {
        Carrier carrier = Carrier.ofCaller();
        carrier.mounted().current().throwIfCancelled();
        return SweepPiece.isForkWanted(carrier);
    }
}
