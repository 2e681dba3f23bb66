package dev.raddle.scheduler;

import dev.raddle.Action;
import dev.raddle.DeadlineExceededException;
import dev.raddle.scheduler.jdk.ScopedValueBindings;
import dev.raddle.scheduler.jdk.ThreadLocals;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * A coroutine: the handle that users hold, the body, and what a carrier queues until it starts.
 *
 * <p>Its two protocols are in its superclasses: how it starts and is cancelled in {@link
 * CancelState}, how it ends and who is told in {@link Completion}. Here they are put together, and
 * to the public interface, most of which is in {@link Handle}.
 *
 * @param <T> the result
 */
sealed class CoroutineImpl<T> extends Handle<T> implements Work permits Member {

    /** Made beforehand: where there is no memory or stack left to make one. */
    private static final Failure EXHAUSTED =
            new Failure(new OutOfMemoryError("no memory or stack left to end a coroutine"), false);

    private static final VarHandle BODY_OR_HOST;
    private static final VarHandle SCOPES;

    static {
        try {
            var lookup = MethodHandles.lookup();
            BODY_OR_HOST = lookup.findVarHandle(CoroutineImpl.class, "bodyOrHost", Object.class);
            SCOPES = lookup.findVarHandle(CoroutineImpl.class, "scopes", ScopeImpl.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final Group group;

    // The coroutine itself writes, cancellers read: the body before it starts, its host while it
    // runs, null after that.
    private volatile Object bodyOrHost;

    // The coroutine itself writes, cancellers read. Innermost of the scopes it has open.
    private volatile ScopeImpl<?, ?> scopes;

    /**
     * A coroutine that is not queued yet.
     *
     * @param group its scope, or its scheduler
     * @param body what to run
     */
    CoroutineImpl(Group group, Callable<? extends T> body) {
        this.group = group;
        BODY_OR_HOST.set(this, body); // queueing it publishes
    }

    /** The same with a body without a result. */
    CoroutineImpl(Group group, Action body) {
        this.group = group;
        BODY_OR_HOST.set(this, body); // queueing it publishes
    }

    @Override
    Group group() {
        return group;
    }

    // ---- Running -------------------------------------------------------------------------------

    /**
     * Runs the body to its end on a host that has claimed it by {@link #tryStart}.
     *
     * <p>What is a local variable here, in {@link #outcomeOf} or in {@link Host#run} is a word in
     * every suspended coroutine; hence the short methods.
     */
    void runOn(Host lent) {
        Object body = BODY_OR_HOST.get(this); // plain: published by the queue
        lent.current = this;
        BODY_OR_HOST.setRelease(this, lent); // cancellers wait for it
        complete(outcomeOf(body));
    }

    private Object outcomeOf(Object body) {
        try {
            Object bindings = bindings();
            return bindings == ScopedValueBindings.capture()
                    ? success(run(body))
                    : runBound(bindings, body);
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** A child cannot outlive its scope, nor a scope its owner. */
    private Object closeForgottenScopes(Object outcome) {
        while (scopes != null) {
            scopes.closeForgotten();
        }
        return outcome instanceof Failure ? outcome : new Failure(forgotten(), false);
    }

    private IllegalStateException forgotten() {
        return new IllegalStateException(
                name() + " ended without closing a scope that it had opened: use try");
    }

    /** Scoped values to run with; null for none. */
    Object bindings() {
        return null;
    }

    private static Object run(Object body) throws Exception {
        if (body instanceof Action action) { // told apart here: an adapter would weigh two frames
            action.run();
            return null;
        }
        return ((Callable<?>) body).call();
    }

    private Object runBound(Object bindings, Object body) {
        Object[] outcome = {EXHAUSTED};
        ScopedValueBindings.run(bindings, () -> outcome[0] = outcomeOfBound(body));
        return outcome[0];
    }

    private Object outcomeOfBound(Object body) {
        try {
            return success(run(body));
        } catch (Throwable e) {
            return failed(e);
        }
    }

    private Object failed(Throwable e) {
        try {
            return new Failure(e, isCancelRequested() && isCancellation(e));
        } catch (Throwable noRoom) {
            return EXHAUSTED;
        }
    }

    private static boolean isCancellation(Throwable e) {
        return e instanceof CancellationException || e instanceof InterruptedException;
    }

    /** Waits for the end, whatever happens to the caller meanwhile. */
    void awaitEnd() {
        boolean interrupted = false;
        if (add(new Waiter.Parked())) {
            while (!isDone()) {
                interrupted |= Thread.interrupted(); // else the next park would return at once
                LockSupport.park();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
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
    private void complete(Object ownOutcome) {
        Object outcome = scopes == null ? ownOutcome : closeForgottenScopes(ownOutcome);
        boolean unawaited = !isAwaited();
        Waiter waiters = publish(outcome);
        try {
            finish(waiters, unawaited);
        } catch (Throwable e) {
            if (group instanceof ScopeImpl<?, ?> scope && scope.inside == this) {
                scope.untold = waiters; // no call: there may be no stack for one
            }
            throw e;
        }
    }

    /**
     * What comes after the outcome is there. May be done again, see {@link ScopeImpl#endInside}.
     */
    private void finish(Waiter waiters, boolean unawaited) {
        boolean othersToCall = tell(waiters);
        if (host() != null && settleInterrupt()) {
            Thread.interrupted();
            enterUncancellable(); // code of users that follows is not meant
        }
        try {
            if (othersToCall) {
                tellThoseWhoCallOthers(waiters);
            }
        } finally {
            group.ended(this, unawaited);
        }
        while (scopes != null) { // opened by that code
            scopes.closeForgotten();
        }
        BODY_OR_HOST.setOpaque(this, null); // only lets go of it
    }

    /** By its owner: ends a child whose end on the owner's stack overflowed the stack. */
    void endAgain(Waiter untold) {
        if (isDone()) {
            finish(untold, false);
        } else {
            complete(EXHAUSTED);
        }
    }

    // ---- Cancelling ----------------------------------------------------------------------------

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        StackRoom.ensure();
        Verdict verdict = requestCancel(mayInterruptIfRunning);
        switch (verdict) {
            case NEVER_STARTS -> complete(cancelledBeforeStart());
            case WAKE, INTERRUPT -> {
                var unborn = new ArrayList<CoroutineImpl<?>>(0);
                deliver(unborn);
                completeAll(unborn);
            }
            case LATER, NOTHING -> {}
        }
        return verdict != Verdict.NOTHING || !isDone();
    }

    /** As a part of cancelling its scope's owner. */
    void cancel(List<CoroutineImpl<?>> unborn) {
        switch (requestCancel(true)) {
            case NEVER_STARTS -> unborn.add(this);
            case WAKE, INTERRUPT -> deliver(unborn);
            case LATER, NOTHING -> {}
        }
    }

    private static void completeAll(List<CoroutineImpl<?>> unborn) {
        for (CoroutineImpl<?> child : unborn) {
            child.complete(cancelledBeforeStart());
        }
    }

    @Override
    void cancelScopes(List<CoroutineImpl<?>> unborn) {
        for (ScopeImpl<?, ?> scope = scopes; scope != null; scope = scope.outer()) {
            scope.cancel(unborn);
        }
    }

    @Override
    void wakeHost() {
        LockSupport.unpark(hostThread());
    }

    @Override
    void interruptHost() {
        Thread thread = hostThread();
        if (thread != null) {
            thread.interrupt();
        }
    }

    /**
     * The thread that runs it; null once it has ended. Waits out the first instants of the start.
     */
    private Thread hostThread() {
        for (int spins = 0; !isDone(); spins++) {
            Host lent = host();
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

    /** What runs it; null before its start and after its end. */
    private Host host() {
        return bodyOrHost instanceof Host lent ? lent : null;
    }

    /** By the coroutine itself, at a suspension point. */
    void throwIfCancelled() {
        if (isCancelDue()) {
            throw cancelled();
        }
    }

    CancellationException cancelled() {
        return new CancellationException(name() + " was cancelled");
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
        var unborn = new ArrayList<CoroutineImpl<?>>(0);
        for (CoroutineImpl<?> c = this; c != null; c = c.belowOnStack()) {
            if (c.leaveUncancellable()) {
                c.cancelScopes(unborn);
                due = true;
            }
        }
        if (due) {
            completeAll(unborn);
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The owner on whose stack it runs as a plain call; null if it is at the bottom of its host.
     */
    private CoroutineImpl<?> belowOnStack() {
        CoroutineImpl<?> owner = group instanceof ScopeImpl<?, ?> scope ? scope.owner() : null;
        return owner != null && owner.host() == host() ? owner : null;
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
        SCOPES.setRelease(
                this, scope.outer()); // who still sees it cancels a closed scope: harmless
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

    /**
     * Runs this child on the owner's stack, if nobody has started it. If the stack overflows in our
     * own code, the scope knows that its child's end is not complete, and makes up for it further
     * up.
     */
    boolean runInside(CoroutineImpl<?> owner) {
        var scope = (ScopeImpl<?, ?>) group;
        scope.endInside();
        if (!tryStart()) {
            return false;
        }
        scope.inside = this;
        Host lent = owner.host();
        try {
            scope.ownersLocals = ThreadLocals.takeAway(Thread.currentThread());
            Carrier.current().forks().dropStarted();
            runOn(lent);
            scope.hasEndedInside();
        } finally {
            lent.current = owner;
        }
        if (owner.isCancelDue()) {
            Thread.currentThread().interrupt(); // the child's end may have cleared the owner's
        }
        return true;
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
        Objects.requireNonNull(unit, "unit");
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

    // ---- Looking -------------------------------------------------------------------------------

    @Override
    public String name() {
        return "coroutine@" + Integer.toHexString(hashCode());
    }

    @Override
    public String toString() {
        return name() + "[" + (isStarted() || isDone() ? state() : "QUEUED") + "]";
    }
}
