package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.DeadlineExceededException;
import dev.raddle.Joiner;
import dev.raddle.ScopeOptions;
import dev.raddle.scheduler.jdk.ScopedValueBindings;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * A scope and its children.
 *
 * <p><b>Role and threads.</b> The owner opens, joins and closes; owner and coroutines inside fork;
 * anybody cancels; each child reports its end, wherever it ends.
 *
 * <p><b>States.</b> {@code pending} counts children that have not reported their end. {@code
 * cancelled} is set once and stays. {@code closed} is the owner's.
 *
 * <p><b>Protocol.</b> A fork counts the child before it can run. A child's end lowers {@code
 * pending} after all else that it does with the scope; the one that reaches 0 then reads {@code
 * waiting} and unparks who is there. The owner writes {@code waiting} and then reads {@code
 * pending}. Both are volatile: one of the two sees the other.
 *
 * @param <T> what the children return
 * @param <R> the scope's result
 */
final class ScopeImpl<T, R> implements Group {
    private static final VarHandle PENDING;
    private static final VarHandle FAILURE;
    private static final VarHandle CANCELLED;

    static {
        try {
            var lookup = MethodHandles.lookup();
            PENDING = lookup.findVarHandle(ScopeImpl.class, "pending", int.class);
            FAILURE = lookup.findVarHandle(ScopeImpl.class, "failure", Throwable.class);
            CANCELLED = lookup.findVarHandle(ScopeImpl.class, "cancelled", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final RaddleScheduler scheduler;
    private final CoroutineImpl<?> owner;
    private final boolean ownerIsAtHome;
    private final Thread ownerThread;
    private final ScopeImpl<?, ?> outer;
    private final ScopeOptions options;
    private final Verdicts<T, R> verdicts;
    private final Semaphore slots;
    private final ScopeDeadline deadline;

    // Any thread.
    private final Members members = new Members();
    private volatile int pending;
    private volatile Throwable failure;
    private volatile boolean cancelled;
    private volatile Thread waiting;

    // Owner only.
    private boolean closed;
    private volatile boolean surfaced;

    private ScopeImpl(
            RaddleScheduler scheduler,
            CoroutineImpl<?> owner,
            Joiner<? super T, ? extends R> joiner,
            ScopeOptions options) {
        this.scheduler = scheduler;
        this.owner = owner;
        this.ownerIsAtHome = owner != null && Carrier.current().engine() == scheduler.engine();
        this.ownerThread = Thread.currentThread();
        this.outer = owner == null ? null : owner.scopes();
        this.options = options;
        this.verdicts = joiner == null ? null : new Verdicts<>(this, joiner);
        this.slots =
                options.concurrency() == Integer.MAX_VALUE
                        ? null
                        : new Semaphore(options.concurrency());
        this.deadline = options.deadline() == null ? null : new ScopeDeadline(this);
    }

    /** By the owner. Without a joiner: the first failure cancels the rest. */
    static <T, R> ScopeImpl<T, R> open(
            Joiner<? super T, ? extends R> joiner, ScopeOptions options) {
        CoroutineImpl<?> owner = Carrier.currentCoroutine();
        RaddleScheduler scheduler = RaddleScheduler.of(options, owner);
        var scope = new ScopeImpl<T, R>(scheduler, owner, joiner, options);
        if (scope.deadline != null) {
            scope.deadline.start(scheduler, Wait.nanos(options.deadline()));
        }
        if (owner != null) {
            owner.pushScope(scope);
        }
        return scope;
    }

    ScopeImpl<?, ?> outer() {
        return outer;
    }

    @Override
    public boolean isOwnedBy(CoroutineImpl<?> coroutine) {
        return owner == coroutine && ownerIsAtHome;
    }

    // ---- Forking -------------------------------------------------------------------------------

    <U> Coroutine<U> fork(String name, Callable<? extends U> body) {
        java.util.Objects.requireNonNull(body, "body");
        boolean byOwner = ensureInside();
        if (closed) {
            throw new IllegalStateException(this + " is closed: fork inside the try block");
        }
        takeSlot();
        var child = new CoroutineImpl<U>(this, name, ScopedValueBindings.capture(), body);
        scheduler.countSpawned();
        PENDING.getAndAdd(this, 1);
        members.add(child);
        boolean moved = byOwner && members.sweepIfGrown();
        if (cancelled) { // after the child became a member
            child.cancel(true);
            if (moved) {
                members.forEach(member -> member.cancel(true));
            }
        }
        scheduler.fork(child);
        return child;
    }

    private void takeSlot() {
        if (slots != null) {
            try {
                slots.acquire();
            } catch (InterruptedException e) {
                CoroutineImpl<?> me = Carrier.currentCoroutine();
                if (me != null) {
                    me.throwIfCancelled();
                }
                Thread.currentThread().interrupt();
                throw new java.util.concurrent.CancellationException(
                        "interrupted while waiting to fork into " + this);
            }
        }
    }

    /** Whether the caller is the owner; it may also be a coroutine inside. */
    private boolean ensureInside() {
        CoroutineImpl<?> me = Carrier.currentCoroutine();
        if (me == owner && (me != null || Thread.currentThread() == ownerThread)) {
            return true;
        }
        for (CoroutineImpl<?> inside = me; inside != null; ) {
            if (inside.group() == this) {
                return false;
            }
            inside = inside.group() instanceof ScopeImpl<?, ?> scope ? scope.owner : null;
        }
        throw new IllegalStateException(
                this
                        + " is used from outside: only its owner and coroutines forked inside it"
                        + " may fork into it; open a scope of your own");
    }

    // ---- Children that end ---------------------------------------------------------------------

    @Override
    public void ended(CoroutineImpl<?> child, boolean unawaited) {
        scheduler.countFinished();
        if (slots != null) {
            slots.release();
        }
        if (verdicts != null) {
            verdicts.add(child);
        } else {
            Completion.Failure end = child.failure();
            if (end != null && !end.cancelled()) {
                fail(end.cause());
            }
            settled();
        }
    }

    /** The scope fails; the first failure counts. */
    void fail(Throwable reason) {
        if (FAILURE.compareAndSet(this, null, reason)) {
            cancel();
        }
    }

    /** A child is done with this scope. */
    void settled() {
        if ((int) PENDING.getAndAdd(this, -1) == 1) {
            Thread waiter = waiting;
            if (waiter != null) {
                LockSupport.unpark(waiter);
            }
        }
    }

    @Override
    public Throwable reasonOf(Completion.Failure end) {
        Throwable reason = end.cancelled() && verdicts == null ? failure : null;
        if (reason == null && !end.cancelled()) {
            reason = end.cause();
        }
        if (reason != null && reason == failure && isOwner()) {
            surfaced = true;
        }
        return reason;
    }

    // ---- Cancelling ----------------------------------------------------------------------------

    void cancel() {
        if (CANCELLED.compareAndSet(this, false, true)) {
            members.forEach(member -> member.cancel(true));
        }
    }

    /** The owner is cancelled, and so all that it waits for is. */
    void cancelByOwner() {
        cancel();
    }

    boolean isCancelled() {
        return cancelled;
    }

    // ---- Joining and closing -------------------------------------------------------------------

    R join() {
        ensureOwner();
        runUnstarted();
        awaitChildren();
        surfaced = true;
        throwIfFailed();
        if (owner != null) {
            owner.throwIfCancelled();
        }
        if (verdicts != null) {
            return verdicts.result();
        }
        if (cancelled) {
            throw new java.util.concurrent.CancellationException(this + " was cancelled");
        }
        return null;
    }

    void close() {
        ensureOwner();
        if (closed) {
            return;
        }
        boolean inOrder = closeInner();
        closed = true;
        runUnstarted();
        awaitChildren();
        if (deadline != null) {
            deadline.stop();
        }
        if (owner != null) {
            owner.popScope(this);
        }
        if (!surfaced) {
            throwIfFailed();
        }
        if (!inOrder) {
            throw new IllegalStateException(
                    "a scope opened later was still open when " + this + " was closed: use try");
        }
    }

    private boolean closeInner() {
        if (owner == null || owner.scopes() == this) {
            return true;
        }
        for (ScopeImpl<?, ?> inner = owner.scopes(); inner != this; inner = owner.scopes()) {
            inner.close();
        }
        return false;
    }

    private void throwIfFailed() {
        Throwable reason = failure;
        if (reason != null) {
            throw new CompletionException(reason);
        }
        if (deadline != null && deadline.hasPassed()) {
            throw new DeadlineExceededException(this + " did not end within " + options.deadline());
        }
    }

    /** Runs children that nobody has started, newest first, as plain calls. */
    private void runUnstarted() {
        if (!ownerIsAtHome || pending == 0) {
            return;
        }
        CoroutineImpl<?> child = Carrier.current().forks().newest();
        while (child != null && child.group() == this && child.runInside(owner)) {
            child = Carrier.current().forks().newest();
        }
    }

    /** Waits for all of them whatever happens; a cancellation of the owner has cancelled them. */
    private void awaitChildren() {
        if (pending != 0) {
            waiting = Thread.currentThread();
            Wait.uninterruptibly(() -> pending == 0);
            waiting = null;
        }
    }

    private boolean isOwner() {
        return owner != null
                ? Carrier.currentCoroutine() == owner
                : Thread.currentThread() == ownerThread;
    }

    private void ensureOwner() {
        if (!isOwner()) {
            throw new IllegalStateException(
                    this + " is joined and closed by its owner, not by anybody else");
        }
    }

    @Override
    public String toString() {
        return options.name().isEmpty() ? "the scope" : "scope " + options.name();
    }
}
