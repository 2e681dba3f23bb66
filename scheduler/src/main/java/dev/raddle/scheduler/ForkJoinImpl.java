package dev.raddle.scheduler;

import dev.raddle.Body;
import dev.raddle.scheduler.jdk.ScopedValueBindings;
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
 * and the JIT would not look through them. All that a branch holds is there before the branch: a
 * new object that is filled at once needs no card marks. What is not the same for all is in {@link
 * Branch}.
 */
final class ForkJoinImpl implements ForkJoin {

    private static final class ObjectBranch<T> extends Branch {
        private final Body<? extends T, ?> body;

        ObjectBranch(Body<? extends T, ?> body, CoroutineImpl<?> parent, Object bindings) {
            super(parent, bindings);
            this.body = body;
        }

        @Override
        Object run() throws Throwable {
            return body.call();
        }

        @SuppressWarnings("unchecked") // it is what run() returned
        T result() {
            return (T) awaitStolen();
        }
    }

    @Override
    public <A, B, R, X extends Throwable> R join(
            Body<? extends A, ? extends X> left,
            Body<? extends B, ? extends X> right,
            BiFunction<? super A, ? super B, ? extends R> combine)
            throws X {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(combine, "combine");
        Carrier carrier = Carrier.ofCaller();
        Host host = carrier.mounted();
        CoroutineImpl<?> parent = Branch.parentOn(host);
        Object bindings = ScopedValueBindings.capture();
        var branch = new ObjectBranch<B>(right, parent, bindings);
        carrier.fork(branch);
        A a;
        try {
            a = left.call();
        } catch (Throwable e) {
            throw branch.fail(carrier, host, e);
        }
        if (branch.takeBack(carrier, host)) {
            return combine.apply(a, right.call());
        }
        return combine.apply(a, branch.result());
    }

    private static final class IntBranch extends Branch {
        private final IntSupplier body;

        IntBranch(IntSupplier body, CoroutineImpl<?> parent, Object bindings) {
            super(parent, bindings);
            this.body = body;
        }

        @Override
        Object run() {
            return body.getAsInt();
        }
    }

    @Override
    public int joinInt(IntSupplier left, IntSupplier right, IntBinaryOperator combine) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(combine, "combine");
        Carrier carrier = Carrier.ofCaller();
        Host host = carrier.mounted();
        CoroutineImpl<?> parent = Branch.parentOn(host);
        Object bindings = ScopedValueBindings.capture();
        var branch = new IntBranch(right, parent, bindings);
        carrier.fork(branch);
        int a;
        try {
            a = left.getAsInt();
        } catch (Throwable e) {
            throw branch.fail(carrier, host, e);
        }
        if (branch.takeBack(carrier, host)) {
            return combine.applyAsInt(a, right.getAsInt());
        }
        return combine.applyAsInt(a, (int) branch.awaitStolen());
    }

    private static final class LongBranch extends Branch {
        private final LongSupplier body;

        LongBranch(LongSupplier body, CoroutineImpl<?> parent, Object bindings) {
            super(parent, bindings);
            this.body = body;
        }

        @Override
        Object run() {
            return body.getAsLong();
        }
    }

    @Override
    public long joinLong(LongSupplier left, LongSupplier right, LongBinaryOperator combine) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(combine, "combine");
        Carrier carrier = Carrier.ofCaller();
        Host host = carrier.mounted();
        CoroutineImpl<?> parent = Branch.parentOn(host);
        Object bindings = ScopedValueBindings.capture();
        var branch = new LongBranch(right, parent, bindings);
        carrier.fork(branch);
        long a;
        try {
            a = left.getAsLong();
        } catch (Throwable e) {
            throw branch.fail(carrier, host, e);
        }
        if (branch.takeBack(carrier, host)) {
            return combine.applyAsLong(a, right.getAsLong());
        }
        return combine.applyAsLong(a, (long) branch.awaitStolen());
    }

    private static final class DoubleBranch extends Branch {
        private final DoubleSupplier body;

        DoubleBranch(DoubleSupplier body, CoroutineImpl<?> parent, Object bindings) {
            super(parent, bindings);
            this.body = body;
        }

        @Override
        Object run() {
            return body.getAsDouble();
        }
    }

    @Override
    public double joinDouble(
            DoubleSupplier left, DoubleSupplier right, DoubleBinaryOperator combine) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(combine, "combine");
        Carrier carrier = Carrier.ofCaller();
        Host host = carrier.mounted();
        CoroutineImpl<?> parent = Branch.parentOn(host);
        Object bindings = ScopedValueBindings.capture();
        var branch = new DoubleBranch(right, parent, bindings);
        carrier.fork(branch);
        double a;
        try {
            a = left.getAsDouble();
        } catch (Throwable e) {
            throw branch.fail(carrier, host, e);
        }
        if (branch.takeBack(carrier, host)) {
            return combine.applyAsDouble(a, right.getAsDouble());
        }
        return combine.applyAsDouble(a, (double) branch.awaitStolen());
    }

    private static final class RunBranch extends Branch {
        private final Runnable body;

        RunBranch(Runnable body, CoroutineImpl<?> parent, Object bindings) {
            super(parent, bindings);
            this.body = body;
        }

        @Override
        Object run() {
            body.run();
            return null;
        }
    }

    @Override
    public void run(Runnable left, Runnable right) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(right, "right");
        Carrier carrier = Carrier.ofCaller();
        Host host = carrier.mounted();
        CoroutineImpl<?> parent = Branch.parentOn(host);
        Object bindings = ScopedValueBindings.capture();
        var branch = new RunBranch(right, parent, bindings);
        carrier.fork(branch);
        try {
            left.run();
        } catch (Throwable e) {
            throw branch.fail(carrier, host, e);
        }
        if (branch.takeBack(carrier, host)) {
            right.run();
        } else {
            branch.awaitStolen();
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
