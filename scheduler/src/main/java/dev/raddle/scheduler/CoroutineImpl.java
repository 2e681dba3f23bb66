package dev.raddle.scheduler;

import dev.raddle.Action;
import dev.raddle.DeadlineExceededException;
import dev.raddle.scheduler.jdk.ScopedValueBindings;
import dev.raddle.scheduler.jdk.ThreadLocals;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
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
sealed class CoroutineImpl<T> extends Handle<T> implements Forked permits Member, Errand {

    /** Made beforehand: where there is no memory left to make one. */
    private static final Failure EXHAUSTED = new Failure(new Exhausted(), false);

    private static final VarHandle BODY_OR_HOST;
    private static final VarHandle SCOPES;

    static {
        try {
            var lookup = MethodHandles.lookup();
            BODY_OR_HOST = lookup.findVarHandle(CoroutineImpl.class, "bodyOrHost", Object.class);
            SCOPES = lookup.findVarHandle(CoroutineImpl.class, "scopes", ScopeImpl.class);
            // Needed where a stack ends, perhaps for the first time; see Rehearsal.
            lookup.ensureInitialized(CoroutineImpl.Rest.class);
            lookup.ensureInitialized(CoroutineImpl.Bound.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One for all, so it collects nothing: neither suppressed exceptions nor a stack. */
    private static final class Exhausted extends Error {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("no memory left to end a coroutine", null, false, false);
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
     * Runs the body only: {@link #complete} comes next.
     *
     * <p>What is a local variable here, in {@link #outcomeOf} or in {@link Host#runBodies} is a
     * word in every suspended coroutine; hence the short methods.
     *
     * @return the outcome
     */
    Object runBody(Host lent) {
        Object body = BODY_OR_HOST.get(this); // plain: published by the queue
        lent.current = this;
        if (lent.joins != null) {
            lent.joins.parent = null;
        }
        BODY_OR_HOST.setRelease(this, lent); // cancellers wait for it
        return outcomeOf(body);
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
        var bound = new Bound(body);
        ScopedValueBindings.run(bindings, bound);
        return bound.outcome;
    }

    /** Not a lambda: one that is linked for the first time where a stack ends stays broken. */
    private final class Bound implements Runnable {
        private final Object body;
        private Object outcome;

        Bound(Object body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                outcome = success(CoroutineImpl.run(body));
            } catch (Throwable e) {
                outcome = failed(e);
            }
        }
    }

    private Object failed(Throwable e) {
        try {
            return new Failure(e, isCancellation(e) && isCancelRequestedOnStack());
        } catch (OutOfMemoryError noRoom) {
            return EXHAUSTED;
        }
    }

    /**
     * Of it or of an owner further down on the same stack: an interrupt for that one may come
     * before another canceller, who was first to mark the scope between them, has got to this one.
     */
    private boolean isCancelRequestedOnStack() {
        for (CoroutineImpl<?> c = this; c != null; c = c.belowOnStack()) {
            if (c.isCancelRequested()) {
                return true;
            }
        }
        Host lent = host();
        return lent != null && lent.isSiblingFailureDue(); // then all on top of that join shall end
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
            end(failed(reason), null);
        }
    }

    /**
     * By whoever was told that it never starts: the first half of its end, without others' code.
     */
    void publishUnborn() {
        Waiter waiters = publish(neverStarted());
        BODY_OR_HOST.set(this, waiters); // instead of the body; for this thread, in the second half
        tell(waiters);
    }

    /** The second half, which may call code of users. */
    void finishUnborn() {
        Waiter waiters = (Waiter) BODY_OR_HOST.get(this); // plain: by the same thread
        BODY_OR_HOST.setOpaque(this, null); // only lets go of it
        try {
            tellThoseWhoCallOthers(waiters);
        } finally {
            group.ended(this, waiters == null);
        }
    }

    /** By whoever has started it: false if it should have been cancelled; then it has ended. */
    boolean isWelcome() {
        if (group instanceof ScopeImpl<?, ?> scope && scope.isCancelled()) {
            refuse();
            return false;
        }
        return true;
    }

    private void refuse() {
        markNeverStarts();
        end(neverStarted(), null);
    }

    private static Object neverStarted() {
        try {
            return cancelledBeforeStart();
        } catch (OutOfMemoryError e) {
            return EXHAUSTED;
        }
    }

    /** Only by the coroutine itself, when its body has ended at the bottom of a host. */
    void complete(Object outcome) {
        complete(outcome, null);
    }

    /** The same, perhaps inside, that is on its owner's stack, which is on that host. */
    private void complete(Object outcome, Host inside) {
        if (scopes == null) {
            end(outcome, inside);
        } else {
            closeScopesAndEnd(outcome, inside);
        }
    }

    /** A child cannot outlive its scope, nor a scope its owner. */
    private void closeScopesAndEnd(Object outcome, Host inside) {
        boolean forgotten = hasForgottenScope();
        try {
            closeScopes();
        } catch (StackOverflowError e) {
            endElsewhere(outcome);
            return;
        }
        end(forgotten && !(outcome instanceof Failure) ? forgotten() : outcome, inside);
    }

    private boolean hasForgottenScope() {
        for (ScopeImpl<?, ?> scope = scopes; scope != null; scope = scope.outer()) {
            if (!scope.isAdopted()) {
                return true;
            }
        }
        return false;
    }

    private Object forgotten() {
        try {
            return failed(
                    new IllegalStateException(
                            name() + " ended without closing a scope that it had opened: use try"));
        } catch (OutOfMemoryError e) {
            return EXHAUSTED;
        }
    }

    private void closeScopes() {
        while (scopes != null) {
            scopes.closeForgotten();
        }
    }

    /**
     * The JVM refuses to suspend a stack that is too deep, so the children cannot be waited for
     * here. This one goes on ending on a stack of its own; whoever waits for it here, waits on.
     */
    private void endElsewhere(Object outcome) {
        enterUncancellable(); // it leaves this host: no interrupt for it may reach that any more
        if (isCancelRequested()) {
            Thread.interrupted();
        }
        Carrier.current().engine().scheduler().spawnFromCarrier(new Rest(outcome));
    }

    /** Not a lambda, as above. */
    private final class Rest implements Callable<Void> {
        private final Object outcome;

        Rest(Object outcome) {
            this.outcome = outcome;
        }

        @Override
        public Void call() {
            BODY_OR_HOST.setRelease(CoroutineImpl.this, Carrier.current().mounted());
            closeScopesAndEnd(outcome, null);
            return null;
        }
    }

    /**
     * Only by whoever claimed it: the last thing that happens to a coroutine. Those who wait are
     * told first. Then an interrupt for it arrives or never will. Only then may code of users run,
     * and the group learns of the end.
     *
     * @param inside the host if this is on the stack of its scope's owner, in {@link #runInside}
     */
    private void end(Object outcome, Host inside) {
        Waiter waiters = publish(outcome);
        boolean othersToCall = waiters != null && tell(waiters);
        if (host() != null && settleInterrupt()) {
            Thread.interrupted();
            enterUncancellable(); // code of users that follows is not meant
        }
        try {
            if (othersToCall) {
                tellThoseWhoCallOthers(waiters);
            }
        } finally {
            tellGroup(outcome, waiters == null, inside);
        }
        closeScopes(); // opened by that code
        BODY_OR_HOST.setOpaque(this, null); // only lets go of it
    }

    private void tellGroup(Object outcome, boolean unawaited, Host inside) {
        if (inside != null) {
            ((ScopeImpl<?, ?>) group).endedInside(outcome, inside);
        } else {
            group.ended(this, unawaited);
        }
    }

    // ---- Cancelling ----------------------------------------------------------------------------

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        StackRoom.ensure();
        return cancelNow(mayInterruptIfRunning);
    }

    /** By the engine, where it has made sure of its stack or is at the bottom of one. */
    boolean cancelNow(boolean mayInterruptIfRunning) {
        if (isDone()) {
            return false;
        }
        var canceller = new Canceller(); // before the request: there may be no memory for it
        Verdict verdict = requestCancel(mayInterruptIfRunning);
        if (verdict == Verdict.NEVER_STARTS) {
            publishUnborn();
            finishUnborn();
        } else if (verdict.opensWindow()) {
            canceller.cancelOpened(this);
        }
        return verdict != Verdict.NOTHING || !isDone();
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
    Host host() {
        return bodyOrHost instanceof Host lent ? lent : null;
    }

    /** By whoever ends it. The carrier that it ends on; null if it never started. */
    Carrier carrier() {
        Host lent = host();
        return lent == null ? null : lent.carrier();
    }

    /** By the coroutine itself, at a suspension point. */
    void throwIfCancelled() {
        throwIfCancelled(host());
    }

    /** The same, on this host. */
    private void throwIfCancelled(Host on) {
        if (isEnding(on)) {
            throw cancelled();
        }
    }

    /**
     * By the coroutine itself. Whether what runs on top of its stack shall end: a cancellation is
     * due, or a branch has failed whose left half this is.
     */
    boolean isEnding() {
        return isEnding(host());
    }

    private boolean isEnding(Host on) {
        return isCancelDue() || on.isSiblingFailureDue();
    }

    /** By the coroutine itself, after a child on its stack, whose end may have cleared that. */
    void keepInterrupted(Host on) {
        if (isEnding(on)) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CoroutineImpl<?> begin(Carrier carrier) {
        return this; // who runs it looks whether it is stale
    }

    CancellationException cancelled() {
        return new CancellationException(name() + " was cancelled");
    }

    /**
     * By the coroutine itself: no cancellation reaches its thread until the section's end, neither
     * its own nor that of an owner further down on the same stack. One that has is kept until then.
     */
    void enterUncancellableSection() {
        StackRoom.ensure();
        cancelMissedScopes();
        boolean requested = false;
        for (CoroutineImpl<?> c = this; c != null; c = c.belowOnStack()) {
            c.enterUncancellable();
            requested |= c.isCancelRequested();
        }
        if (host().hasFailedSibling()) {
            host().awaitInterrupters();
            requested = true;
        }
        if (requested) {
            Thread.interrupted();
        }
    }

    /** Scopes that were opened just when their owner was cancelled, see {@link Offspring}. */
    private void cancelMissedScopes() {
        VarHandle.fullFence(); // between the opening and the look at the mark
        for (CoroutineImpl<?> c = this; c != null; c = c.belowOnStack()) {
            if (c.isCancelDue()) {
                new Canceller().cancelScopes(c.scopes);
            }
        }
    }

    /** By the coroutine itself. */
    void leaveUncancellableSection() {
        boolean due = false;
        for (CoroutineImpl<?> c = this; c != null; c = c.belowOnStack()) {
            due |= c.leaveUncancellable();
        }
        due |= isEnding();
        if (due) {
            for (CoroutineImpl<?> c = this; c != null; c = c.belowOnStack()) {
                if (c.isCancelDue()) {
                    new Canceller().cancelScopes(c.scopes);
                }
            }
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

    void pushScope(ScopeImpl<?, ?> scope, Host on) {
        SCOPES.setRelease(this, scope); // whoever starts a child of it looks again, after a fence
        if (isEnding(on)) {
            scope.cancelNow();
        }
    }

    void popScope(ScopeImpl<?, ?> scope) {
        SCOPES.setRelease(
                this, scope.outer()); // who still sees it cancels a closed scope: harmless
    }

    // ---- Waiting -------------------------------------------------------------------------------

    @Override
    public T join() {
        if (group instanceof ScopeImpl<?, ?> scope) {
            Host on = scope.hostToRunOn();
            if (on != null) {
                return joinAsOwner(scope, on);
            }
        }
        CoroutineImpl<?> me = joiner(); // also if this has ended: whether it has is chance
        if (!isDone()) {
            Wait.untilDone(this, me);
            if (me != null) {
                me.throwIfCancelled(); // it may have been in the meantime
            }
        }
        return resultOrThrow(outcome());
    }

    /**
     * An unstarted child is run by the join of its scope's owner, as a plain call on top of the
     * owner's stack. A stranger's child is not: cancelling the one who joins has to end its join,
     * not the child.
     */
    private T joinAsOwner(ScopeImpl<?, ?> scope, Host on) {
        CoroutineImpl<?> me = scope.owner();
        me.throwIfCancelled(on); // also if this has ended: whether it has is chance
        Object outcome = outcome();
        if (outcome == null) {
            boolean ranInside = runInside(scope, on);
            outcome = outcome();
            if (outcome == null) {
                waitAsOwner(me, on, ranInside);
                outcome = outcome();
            }
            if (me.isEnding(on)) { // it may have been told so in the meantime
                if (ranInside) {
                    Thread.currentThread().interrupt(); // the child's end may have cleared that
                }
                throw me.cancelled();
            }
        }
        return resultOrThrow(outcome);
    }

    private void waitAsOwner(CoroutineImpl<?> me, Host on, boolean ranInside) {
        if (ranInside) {
            me.keepInterrupted(on);
        }
        Wait.untilDone(this, me);
    }

    /**
     * Runs this child on its owner's stack, which is on this host, if nobody has started it.
     * Whatever the child does to the stack, there is room to end it here. It may still go on ending
     * elsewhere after that. The caller then sees to it that its thread is still interrupted if it
     * shall be.
     */
    boolean runInside(ScopeImpl<?, ?> scope, Host lent) {
        if (hasLeftQueue()) {
            return false;
        }
        StackRoom.ensureInlined();
        Object ownersLocals = ThreadLocals.takeAway(Thread.currentThread());
        try {
            if (!lent.carrier().startForked(this)) {
                return false;
            }
            if (scope.isCancelled()) {
                refuse();
            } else {
                complete(runBody(lent), lent);
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            if (isDone()) {
                throw e; // from those who were told
            }
            complete(failed(e), lent); // not even begun: a compiled body may need much room at once
        } finally {
            lent.current = scope.owner();
            if (lent.joins != null) {
                lent.joins.parent = null;
            }
            ThreadLocals.restore(Thread.currentThread(), ownersLocals);
        }
        return true;
    }

    @Override
    public T join(Duration limit) {
        joiner();
        if (!Wait.untilDone(this, Wait.nanos(limit))) {
            throw new DeadlineExceededException(name() + " did not end within " + limit);
        }
        return resultOrThrow(outcome());
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
        CoroutineImpl<?> me = caller();
        if (me == this) {
            throw new IllegalStateException(
                    "a coroutine cannot wait for itself: " + name() + " would wait for ever");
        }
        if (me != null) {
            me.throwIfCancelled();
        }
        return me;
    }

    private CoroutineImpl<?> caller() {
        return group instanceof ScopeImpl<?, ?> scope && scope.isOwner()
                ? scope.owner()
                : Carrier.currentCoroutine();
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
