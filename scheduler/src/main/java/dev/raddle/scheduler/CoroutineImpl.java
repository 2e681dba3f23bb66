package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.DeadlineExceededException;
import dev.raddle.scheduler.jdk.ScopedValueBindings;
import dev.raddle.scheduler.jdk.ThreadLocals;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A coroutine: the handle that users hold, the body, and what a carrier queues until it starts.
 *
 * <p>Its two protocols are in its superclasses: how it starts and is cancelled in {@link
 * CancelState}, how it ends and who is told in {@link Completion}. Here they are put together, and
 * to the public interface.
 *
 * @param <T> the result
 */
final class CoroutineImpl<T> extends CancelState<T> implements Coroutine<T>, Work {

    /** Made beforehand: where there is no memory or stack left to make one. */
    private static final Failure EXHAUSTED =
            new Failure(new OutOfMemoryError("no memory or stack left to end a coroutine"), false);

    // Immutable.
    private final Group group;
    private final String name;
    private final Object bindings;

    // The coroutine itself; the body is dropped at the end.
    private Callable<? extends T> body;

    // The coroutine itself writes, cancellers read. Set while the body runs.
    private volatile Host host;

    // The coroutine itself writes, cancellers read. Innermost of the scopes it has open.
    private volatile ScopeImpl<?, ?> scopes;

    // The group that it belongs to: a link of its list of members.
    CoroutineImpl<?> nextMember;

    /**
     * A coroutine that is not queued yet.
     *
     * @param group its scope, or its scheduler
     * @param name null for none
     * @param bindings scoped values to run with, from {@link ScopedValueBindings#capture}
     * @param body what to run
     */
    CoroutineImpl(Group group, String name, Object bindings, Callable<? extends T> body) {
        this.group = group;
        this.name = name;
        this.bindings = bindings;
        this.body = body;
    }

    Group group() {
        return group;
    }

    // ---- Running -------------------------------------------------------------------------------

    /**
     * Runs the body to its end on a host that has claimed it by {@link #tryStart}. Never throws.
     */
    void runOn(Host lent) {
        CoroutineImpl<?> outer = lent.enter(this);
        host = lent;
        Object outcome = EXHAUSTED;
        try {
            outcome = callBody();
        } catch (Throwable e) {
            outcome = failed(e);
        } finally {
            if (scopes != null) {
                outcome = closeForgottenScopes(outcome);
            }
            try {
                complete(outcome);
            } finally {
                lent.leave(outer);
            }
        }
    }

    /** A child cannot outlive its scope, nor a scope its owner. */
    private Object closeForgottenScopes(Object outcome) {
        var forgotten =
                new IllegalStateException(
                        name() + " ended without closing " + scopes + ": open scopes with try");
        while (scopes != null) {
            scopes.closeForgotten();
        }
        if (!(outcome instanceof Failure failure)) {
            return new Failure(forgotten, false);
        }
        failure.cause().addSuppressed(forgotten);
        return outcome;
    }

    private Object callBody() throws Exception {
        if (bindings == ScopedValueBindings.capture()) {
            return success(body.call());
        }
        Object[] outcome = {EXHAUSTED};
        ScopedValueBindings.run(bindings, () -> outcome[0] = callBodyBound());
        return outcome[0];
    }

    private Object callBodyBound() {
        try {
            return success(body.call());
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private Object failed(Throwable e) {
        boolean cancelled =
                isCancelRequested()
                        && (e instanceof CancellationException
                                || e instanceof InterruptedException);
        return new Failure(e, cancelled);
    }

    /** Waits for the end, whatever happens to the caller meanwhile. */
    void awaitEnd() {
        var waiter = new Waiter.Parked();
        if (add(waiter)) {
            Wait.uninterruptibly(this::isDone);
        }
    }

    /** By whoever has counted it and cannot queue it, or cannot run it. */
    void abandon(Throwable reason) {
        if (tryStart()) {
            complete(new Failure(reason, false));
        }
    }

    /**
     * Only by whoever claimed it: the last thing that happens to a coroutine. Those who wait are
     * told first. Then an interrupt for it arrives or never will. Only then may code of users run,
     * and the group learns of the end.
     */
    private void complete(Object outcome) {
        boolean unawaited = !isAwaited();
        boolean ran = host != null;
        Waiter waiters = publish(outcome);
        boolean othersToCall = tell(waiters);
        if (ran && settleInterrupt()) {
            Thread.interrupted();
        }
        host = null;
        body = null;
        try {
            if (othersToCall) {
                tellThoseWhoCallOthers(waiters);
            }
        } finally {
            group.ended(this, unawaited);
        }
    }

    // ---- Cancelling ----------------------------------------------------------------------------

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        Verdict verdict = requestCancel(mayInterruptIfRunning);
        switch (verdict) {
            case NEVER_STARTS -> complete(cancelledBeforeStart());
            case WAKE, INTERRUPT -> deliver(verdict);
            case LATER, NOTHING -> {}
        }
        return verdict != Verdict.NOTHING || !isDone();
    }

    private void cancelScopes() {
        for (ScopeImpl<?, ?> scope = scopes; scope != null; scope = scope.outer()) {
            scope.cancel();
        }
    }

    @Override
    void reachHost(Verdict verdict) {
        cancelScopes(); // first: a child on the same stack shall know why it is interrupted
        Thread thread = hostThread();
        if (thread != null && verdict == Verdict.INTERRUPT) {
            thread.interrupt();
        } else {
            LockSupport.unpark(thread);
        }
    }

    /**
     * The thread that runs it; null once it has ended. Waits out the first instants of the start.
     */
    private Thread hostThread() {
        for (int spins = 0; !isDone(); spins++) {
            Host lent = host;
            if (lent != null) {
                return lent.thread();
            }
            if (spins < 1000) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
        return null;
    }

    /** By the coroutine itself, at a suspension point. */
    void throwIfCancelled() {
        if (isCancelDue()) {
            throw cancelled();
        }
    }

    static CancellationException cancelled() {
        return new CancellationException("the calling coroutine was cancelled");
    }

    /**
     * By the coroutine itself: no cancellation reaches its thread until the section's end, neither
     * its own nor that of an owner further down on the same stack. One that has is kept until then.
     */
    void enterUncancellableSection() {
        boolean requested = false;
        for (CoroutineImpl<?> c = this; c != null; c = c.belowOnStack()) {
            c.enterUncancellable();
            requested |= c.isCancelRequested();
        }
        if (requested) {
            Thread.interrupted();
        }
    }

    /** By the coroutine itself. */
    void leaveUncancellableSection() {
        boolean due = false;
        for (CoroutineImpl<?> c = this; c != null; c = c.belowOnStack()) {
            if (c.leaveUncancellable()) {
                c.cancelScopes();
                due = true;
            }
        }
        if (due) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The owner on whose stack it runs as a plain call; null if it is at the bottom of its host.
     */
    private CoroutineImpl<?> belowOnStack() {
        CoroutineImpl<?> owner = group instanceof ScopeImpl<?, ?> scope ? scope.owner() : null;
        return owner != null && owner.host == host ? owner : null;
    }

    // ---- Its scopes ----------------------------------------------------------------------------

    ScopeImpl<?, ?> scopes() {
        return scopes;
    }

    void pushScope(ScopeImpl<?, ?> scope) {
        scopes = scope; // volatile: against the CAS of a canceller, who then reads it
        if (isCancelDue()) {
            scope.cancel();
        }
    }

    void popScope(ScopeImpl<?, ?> scope) {
        scopes = scope.outer();
    }

    // ---- Waiting -------------------------------------------------------------------------------

    @Override
    public T join() {
        if (!isDone()) {
            CoroutineImpl<?> me = joiner();
            if (!tryRunInside(me)) {
                Wait.untilDone(this, me);
            }
            if (me != null) {
                me.throwIfCancelled(); // it may have been in the meantime
            }
        }
        return resultOrThrow();
    }

    /**
     * An unstarted child is run by the join of its scope's owner, as a plain call on top of the
     * owner's stack. A stranger's child is not: cancelling the one who joins has to end its join,
     * not the child.
     */
    private boolean tryRunInside(CoroutineImpl<?> me) {
        return me != null && group.isOwnedBy(me) && runInside(me);
    }

    /** Runs this child on the owner's stack, if nobody has started it. */
    boolean runInside(CoroutineImpl<?> owner) {
        if (!tryStart()) {
            return false;
        }
        Thread thread = Thread.currentThread();
        Object ownersLocals = null;
        try {
            ownersLocals = ThreadLocals.takeAway(thread);
            Carrier.current().forks().dropStarted();
            runOn(owner.host);
        } finally {
            ThreadLocals.restore(thread, ownersLocals);
            endInside(owner);
        }
        return true;
    }

    private void endInside(CoroutineImpl<?> owner) {
        if (!isDone()) { // the stack was exhausted in our own code: here is more room
            complete(EXHAUSTED);
        }
        if (owner.isCancelDue()) {
            Thread.currentThread().interrupt(); // the child's end may have cleared the owner's
        }
    }

    @Override
    public T join(Duration limit) {
        joiner();
        if (!Wait.untilDone(this, Wait.nanos(limit))) {
            throw new DeadlineExceededException(name() + " did not end within " + limit);
        }
        return resultOrThrow();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        joiner();
        Wait.untilDoneOrInterrupted(this, Long.MAX_VALUE);
        return getOrThrow();
    }

    @Override
    public T get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        joiner();
        if (!Wait.untilDoneOrInterrupted(this, unit.toNanos(timeout))) {
            throw new TimeoutException(name() + " did not end within " + timeout + " " + unit);
        }
        return getOrThrow();
    }

    /** The calling coroutine, null for another thread; checks what every way of waiting checks. */
    private CoroutineImpl<?> joiner() {
        CoroutineImpl<?> me = Carrier.currentCoroutine();
        if (me == this) {
            throw new IllegalStateException(
                    "a coroutine cannot wait for itself: " + name() + " would wait for ever");
        }
        if (me != null) {
            me.throwIfCancelled();
        }
        return me;
    }

    private T resultOrThrow() {
        Failure failure = failure();
        if (failure == null) {
            return result();
        }
        Throwable reason = group.reasonOf(failure);
        if (failure.cancelled() && reason instanceof DeadlineExceededException overdue) {
            throw overdue;
        }
        if (reason != null) {
            throw new CompletionException(reason);
        }
        throw cancellation(failure);
    }

    private T getOrThrow() throws ExecutionException {
        Failure failure = failure();
        if (failure == null) {
            return result();
        }
        Throwable reason = group.reasonOf(failure);
        if (reason != null) {
            throw new ExecutionException(reason);
        }
        throw cancellation(failure);
    }

    private CancellationException cancellation(Failure failure) {
        var cancellation = new CancellationException(name() + " was cancelled");
        cancellation.initCause(failure.cause());
        return cancellation;
    }

    // ---- Looking -------------------------------------------------------------------------------

    @Override
    public boolean isCancelled() {
        Failure failure = failure();
        return failure != null && failure.cancelled();
    }

    @Override
    public State state() {
        if (!isDone()) {
            return State.RUNNING;
        }
        Failure failure = failure();
        if (failure == null) {
            return State.SUCCESS;
        }
        return failure.cancelled() ? State.CANCELLED : State.FAILED;
    }

    @Override
    public T resultNow() {
        return switch (state()) {
            case SUCCESS -> result();
            case RUNNING -> throw new IllegalStateException(name() + " has not ended");
            case FAILED -> throw new IllegalStateException(name() + " failed", failure().cause());
            case CANCELLED -> throw new IllegalStateException(name() + " was cancelled");
        };
    }

    @Override
    public Throwable exceptionNow() {
        return switch (state()) {
            case FAILED -> failure().cause();
            case RUNNING -> throw new IllegalStateException(name() + " has not ended");
            case SUCCESS -> throw new IllegalStateException(name() + " ended with a result");
            case CANCELLED -> throw new IllegalStateException(name() + " was cancelled");
        };
    }

    @Override
    public String name() {
        return name != null ? name : "coroutine@" + Integer.toHexString(hashCode());
    }

    @Override
    public String toString() {
        return name() + "[" + (isStarted() || isDone() ? state() : "QUEUED") + "]";
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        var future = new CompletableFuture<T>();
        var waiter =
                new Waiter() {
                    @Override
                    boolean callsOthers() {
                        return true;
                    }

                    @Override
                    void completed() {
                        settle(future);
                    }
                };
        if (!add(waiter)) {
            settle(future);
        }
        return future;
    }

    private void settle(CompletableFuture<T> future) {
        Failure failure = failure();
        if (failure == null) {
            future.complete(result());
        } else {
            Throwable reason = group.reasonOf(failure);
            future.completeExceptionally(reason != null ? reason : cancellation(failure));
        }
    }
}
