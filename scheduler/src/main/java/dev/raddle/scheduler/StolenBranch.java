package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;

/**
 * A {@link Branch} that a coroutine of its own runs, while its parent runs the left half.
 *
 * <p><b>Role and threads.</b> The coroutine runs the body and tells of a failure. The parent waits
 * for the coroutine's end, whatever happens, and is the only one that does.
 *
 * <p><b>Who fails first.</b> If the coroutine fails, it tells its parent's host before it ends
 * ({@link SiblingFailures}), and the left half is cancelled. If the left half fails, or the parent
 * is cancelled, the parent cancels the coroutine. {@code wasFirst} is written before the
 * coroutine's end is published, and read by the parent after it has seen that end.
 *
 * <p><b>A stack that cannot be suspended.</b> The JVM refuses where it is too deep. Then the join
 * throws that error, and the coroutine becomes the child of a scope that the parent's end closes.
 * The parent writes {@code adopter} and then reads {@code hasReported}, the coroutine's end writes
 * {@code hasReported} and then reads {@code adopter}, all volatile: one of the two sees the other,
 * and a CAS decides if both do.
 */
final class StolenBranch implements Group, Callable<Object> {
    private static final VarHandle ADOPTER;

    static {
        try {
            ADOPTER =
                    MethodHandles.lookup()
                            .findVarHandle(StolenBranch.class, "adopter", ScopeImpl.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final RaddleScheduler scheduler;
    private final Branch branch;
    private final CoroutineImpl<?> parent;
    private final Member<Object> child;

    // The coroutine that runs it, before its end.
    private boolean wasFirst;

    // See leaveToScope.
    private volatile boolean hasReported;
    private volatile ScopeImpl<?, ?> adopter;

    StolenBranch(
            RaddleScheduler scheduler, Branch branch, CoroutineImpl<?> parent, Object bindings) {
        this.scheduler = scheduler;
        this.branch = branch;
        this.parent = parent;
        this.child = new Member<>(this, null, bindings, this);
    }

    Member<Object> child() {
        return child;
    }

    // ---- By the coroutine that runs it ---------------------------------------------------------

    @Override
    public Object call() {
        try {
            return branch.run();
        } catch (Throwable e) {
            tellSibling();
            throw CoroutineImpl.<Error>unchecked(e);
        }
    }

    private void tellSibling() {
        if (!child.isCancelRequested()) {
            SiblingFailures failures = parent.host().siblingFailures();
            wasFirst = true;
            failures.add(parent);
        }
    }

    @Override
    public void ended(CoroutineImpl<?> member, boolean unawaited) {
        hasReported = true;
        settleAdopter(); // after hasReported was set
        scheduler.countFinished();
    }

    private void settleAdopter() {
        ScopeImpl<?, ?> adopting = adopter;
        if (adopting != null && ADOPTER.compareAndSet(this, adopting, null)) {
            adopting.settledAdopted();
        }
    }

    // ---- By the parent -------------------------------------------------------------------------

    /** What the body returned; throws what it threw. */
    Object result() {
        awaitEnd();
        settle();
        parent.throwIfCancelled(); // then that is why it failed, if it did
        Completion.Failure failure = child.failure();
        if (failure != null) {
            throw CoroutineImpl.<Error>unchecked(failure.cause());
        }
        return child.result();
    }

    /**
     * After the left half has failed.
     *
     * @return never; throws what failed first
     */
    Error failed(Throwable ofLeft) {
        child.cancelNow(true);
        awaitEnd();
        settle();
        boolean byUs = wasFirst && isCancellation(ofLeft) && !parent.isCancelDue();
        throw CoroutineImpl.<Error>unchecked(byUs ? child.failure().cause() : ofLeft);
    }

    /** The left half needs it no more. */
    void drop() {
        child.cancelNow(true);
        awaitEnd();
        settle();
    }

    private static boolean isCancellation(Throwable e) {
        return e instanceof CancellationException || e instanceof InterruptedException;
    }

    /** Waits whatever happens; if the parent shall end meanwhile, so shall the coroutine. */
    private void awaitEnd() {
        if (child.isDone()) {
            return;
        }
        var waiter = new Waiter.Parked();
        boolean cancelled = false;
        if (child.add(waiter)) {
            while (!child.isDone()) {
                if (!cancelled && parent.isEnding()) {
                    cancelled = true;
                    child.cancelNow(true);
                } else {
                    waiter.noteInterrupt();
                    park(waiter);
                }
            }
        }
        if (waiter.wasInterrupted()) {
            Thread.currentThread().interrupt();
        }
    }

    private void park(Waiter.Parked waiter) {
        try {
            LockSupport.park();
        } catch (StackOverflowError e) {
            waiter.leave();
            leaveToScope();
            throw e;
        }
    }

    private void leaveToScope() {
        ScopeImpl<?, ?> scope = ScopeImpl.adopting(scheduler, parent, child);
        adopter = scope;
        if (hasReported) { // after adopter was written
            settleAdopter();
        }
        parent.pushScope(scope);
        child.cancelNow(true);
    }

    private void settle() {
        if (wasFirst) {
            parent.host().siblingFailures().settled(parent);
        }
    }
}
