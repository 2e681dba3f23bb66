package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.DeadlineExceededException;
import dev.raddle.Joiner;
import dev.raddle.ScopeOptions;
import dev.raddle.scheduler.jdk.ScopedValueBindings;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
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
    /** So many children run inside their owner's join before others have their turn. */
    private static final int INSIDE_BETWEEN_YIELDS = 64;

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
    private final boolean runsInside;
    private final Thread ownerThread;
    private final ScopeImpl<?, ?> outer;
    private final ScopeOptions options;
    private final Verdicts<T, R> verdicts;
    private final Semaphore slots;
    private final ScopeDeadline deadline;

    // The owner, before it can be seen.
    private boolean adopted;

    // Any thread.
    private final Members members = new Members();
    private volatile int pending;
    private volatile Throwable failure;
    private volatile boolean cancelled;
    private volatile boolean cancelledByUser;
    private volatile Thread waiting;

    // Owner only writes.
    private volatile boolean closed;
    private volatile boolean surfaced;

    private ScopeImpl(
            RaddleScheduler scheduler,
            CoroutineImpl<?> owner,
            Joiner<? super T, ? extends R> joiner,
            ScopeOptions options) {
        this.scheduler = scheduler;
        this.owner = owner;
        // Not where a joiner's code would run on a stack that may be almost used up.
        this.runsInside =
                owner != null && joiner == null && Carrier.current().engine() == scheduler.engine();
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

    /**
     * Around a child that could not be waited for: the owner's end closes it. Whoever ends the
     * child calls {@link #countEnd}.
     */
    static ScopeImpl<?, ?> adopting(
            RaddleScheduler scheduler, CoroutineImpl<?> owner, Member<?> child) {
        var scope = new ScopeImpl<Object, Void>(scheduler, owner, null, ScopeOptions.defaults());
        scope.adopted = true;
        scope.pending = 1;
        scope.members.add(child);
        return scope;
    }

    /** By the owner. Whether nobody can be blamed for not having closed it. */
    boolean isAdopted() {
        return adopted;
    }

    /** Any thread. Whether a child has not reported its end. */
    boolean hasPending() {
        return pending != 0;
    }

    ScopeImpl<?, ?> outer() {
        return outer;
    }

    RaddleScheduler scheduler() {
        return scheduler;
    }

    CoroutineImpl<?> owner() {
        return owner;
    }

    @Override
    public boolean isOwnedBy(CoroutineImpl<?> coroutine) {
        return owner == coroutine && runsInside;
    }

    // ---- Forking -------------------------------------------------------------------------------

    <U> Coroutine<U> fork(String name, Callable<? extends U> body) {
        java.util.Objects.requireNonNull(body, "body");
        ensureInside();
        if (closed) {
            throw new IllegalStateException(this + " is closed: fork inside the try block");
        }
        StackRoom.ensure();
        var child = new Member<U>(this, name, ScopedValueBindings.capture(), body);
        takeSlot();
        start(child);
        return child;
    }

    private void start(Member<?> child) {
        countSpawned();
        PENDING.getAndAdd(this, 1);
        try {
            queue(child);
        } catch (Throwable e) { // no memory left: what is counted has to end
            child.abandon(e);
            throw e;
        }
    }

    private void queue(Member<?> child) {
        members.add(child);
        boolean moved = members.sweepIfGrown();
        if (cancelled) { // after the child became a member
            child.cancelNow(true);
            if (moved) {
                new Canceller().cancelMembers(members.newest());
            }
        }
        scheduler.fork(child);
    }

    private void countSpawned() {
        try {
            scheduler.countSpawned();
        } catch (RejectedExecutionException e) {
            releaseSlot();
            throw e;
        }
    }

    private void releaseSlot() {
        if (slots != null) {
            slots.release();
        }
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
                throw new CancellationException("interrupted while waiting to fork into " + this);
            }
        }
    }

    /** The caller is the owner, or a coroutine inside. */
    private void ensureInside() {
        if (isOwner()) {
            return;
        }
        CoroutineImpl<?> inside = Carrier.currentCoroutine();
        while (inside != null) {
            if (inside.group() instanceof ScopeImpl<?, ?> scope) {
                if (scope.isWithin(this)) {
                    return;
                }
                inside = scope.owner;
            } else if (inside.group() instanceof StolenBranch stolen) {
                inside = stolen.parent(); // as if it ran there
                if (inside == owner) {
                    return;
                }
            } else {
                break;
            }
        }
        throw new IllegalStateException(
                this
                        + " is used from outside: only its owner and coroutines forked inside it"
                        + " may fork into it; open a scope of your own");
    }

    // ---- Children that end ---------------------------------------------------------------------

    @Override
    public void ended(CoroutineImpl<?> child, boolean unawaited) {
        if (verdicts != null) {
            verdicts.add(child); // which settles it
            return;
        }
        try {
            failIfFailed(child);
        } finally {
            settled();
        }
    }

    private void failIfFailed(CoroutineImpl<?> child) {
        Completion.Failure end = child.failure();
        if (end != null && !end.cancelled()) {
            fail(end.cause());
        }
    }

    /** The scope fails; the first failure counts. */
    void fail(Throwable reason) {
        FAILURE.compareAndSet(this, null, reason);
        cancel();
    }

    /** A child is done with this scope. */
    void settled() {
        scheduler.countFinished(); // after all code of users: close() does not wait for more
        releaseSlot();
        countEnd();
    }

    /** The end of a child; of one that was adopted, somebody else does the rest. */
    void countEnd() {
        if ((int) PENDING.getAndAdd(this, -1) == 1) {
            Thread waiter = waiting;
            if (waiter != null) {
                LockSupport.unpark(waiter);
            }
        }
    }

    @Override
    public Throwable reasonOf(Completion.Failure end) {
        Throwable reason = end.cancelled() ? reasonOfCancelling() : end.cause();
        if (reason != null && isOwner() && (end.cancelled() || reason == failure)) {
            surfaced = true;
        }
        return reason;
    }

    /** Why the scope was cancelled, if somebody has to be told. */
    private Throwable reasonOfCancelling() {
        if (failure != null) {
            return failure;
        }
        return isOverdue() ? overdue() : null;
    }

    private boolean isOverdue() {
        return deadline != null && deadline.hasPassed();
    }

    private DeadlineExceededException overdue() {
        return new DeadlineExceededException(this + " did not end within " + options.deadline());
    }

    // ---- Cancelling ----------------------------------------------------------------------------

    /** By a user: then there is no result. */
    void cancelByUser() {
        StackRoom.ensure();
        cancelledByUser = true;
        cancel();
    }

    /** Also by a failure, a deadline, a joiner that has what it needs, or with the owner. */
    void cancel() {
        if (!cancelled) {
            var canceller = new Canceller(); // before the mark: there may be no memory for it
            if (markCancelled()) {
                canceller.cancelMembers(members.newest());
            }
        }
    }

    /** True for one caller only, who then has to cancel the members. */
    boolean markCancelled() {
        return CANCELLED.compareAndSet(this, false, true);
    }

    Member<?> newestMember() {
        return members.newest();
    }

    boolean isCancelled() {
        return cancelled;
    }

    // ---- Joining and closing -------------------------------------------------------------------

    R join() {
        ensureOwner();
        if (closed) {
            throw new IllegalStateException(this + " is closed: join inside the try block");
        }
        runUnstarted();
        awaitChildren();
        surfaced = true;
        throwIfFailed();
        if (owner != null) {
            owner.throwIfCancelled();
        }
        if (cancelledByUser) {
            throw new CancellationException(this + " was cancelled");
        }
        return verdicts == null ? null : verdicts.result();
    }

    void close() {
        ensureOwner();
        if (!closed) {
            RuntimeException problem = closeInner();
            closeThis();
            try {
                if (!surfaced) {
                    throwIfFailed();
                }
            } catch (RuntimeException e) {
                if (problem != null) {
                    e.addSuppressed(problem);
                }
                problem = e;
            }
            if (problem != null) {
                throw problem;
            }
        }
    }

    /** Waits for all children, whatever they do, and lets go of the owner. */
    private void closeThis() {
        runUnstarted();
        awaitChildren();
        letGo();
    }

    private void letGo() {
        closed = true; // not before: children may fork as long as one is alive
        if (deadline != null) {
            deadline.stop();
        }
        if (owner != null) {
            owner.popScope(this);
        }
    }

    /**
     * By the owner's end: nobody has closed it. Its children are cancelled and waited for.
     *
     * @throws StackOverflowError if so deep a stack cannot be suspended; may be called again then
     */
    void closeForgotten() {
        try {
            cancel();
        } catch (OutOfMemoryError e) {
            // Then its children end by themselves.
        }
        parkUntilNoneIsPending();
        letGo();
    }

    /** Closes those that were opened later and are still open: what is wrong about that. */
    private RuntimeException closeInner() {
        RuntimeException problem = null;
        while (owner != null && owner.scopes() != this) {
            ScopeImpl<?, ?> inner = owner.scopes();
            if (problem == null && !inner.adopted) {
                problem =
                        new IllegalStateException(
                                "a scope opened later was still open when "
                                        + this
                                        + " was closed: close scopes with try");
            }
            try {
                inner.close();
            } catch (RuntimeException e) {
                problem.addSuppressed(e); // an adopted one throws none
            }
        }
        return problem;
    }

    private void throwIfFailed() {
        if (failure != null) {
            throw new CompletionException(failure);
        }
        if (isOverdue()) {
            throw overdue();
        }
    }

    /**
     * Runs children that nobody has started, newest first, as plain calls. What is left unstarted
     * is run on another stack while this one waits; endless recursion must not get one that way.
     */
    private void runUnstarted() {
        if (!runsInside || pending == 0) {
            return;
        }
        StackRoom.ensure(); // an entry that is taken out of the deque must not be lost
        int sinceYield = 0;
        CoroutineImpl<?> child = newestUnstarted();
        while (child != null && child.group() == this && child.runInside(owner)) {
            if (++sinceYield % INSIDE_BETWEEN_YIELDS == 0) {
                Thread.yield(); // others have waited long enough
            }
            child = newestUnstarted();
        }
    }

    /** Below what children have left behind that were cancelled, or joined out of turn. */
    private static CoroutineImpl<?> newestUnstarted() {
        Carrier carrier = Carrier.current();
        carrier.dropStarted();
        return carrier.forks().newest() instanceof CoroutineImpl<?> child ? child : null;
    }

    /**
     * Waits for all of them whatever happens; a cancellation of the owner has cancelled them. At
     * the end of a stack it cannot: then the scope stays open until its owner ends.
     */
    private void awaitChildren() {
        if (pending != 0) {
            StackRoom.ensure();
            parkUntilNoneIsPending();
        }
    }

    private void parkUntilNoneIsPending() {
        waiting = Thread.currentThread();
        boolean interrupted = false;
        try {
            while (pending != 0) {
                if (owner != null && owner.isEnding()) {
                    cancel(); // a sibling's failure reaches the owner only
                }
                interrupted |= Thread.interrupted(); // else the next park would return at once
                LockSupport.park();
            }
        } finally {
            waiting = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether it is that scope, or was opened later by the same owner and closes before it. */
    private boolean isWithin(ScopeImpl<?, ?> other) {
        for (ScopeImpl<?, ?> scope = this; scope != null; scope = scope.outer) {
            if (scope == other) {
                return true;
            }
        }
        return false;
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
