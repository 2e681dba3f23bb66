package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.DeadlineExceededException;
import dev.raddle.Joiner;
import dev.raddle.JoinerScope;
import dev.raddle.ScopeOptions;
import dev.raddle.scheduler.jdk.ScopedValueBindings;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;

/**
 * A scope and its children.
 *
 * <p><b>Role and threads.</b> The owner opens, joins and closes; owner and coroutines inside fork;
 * anybody cancels; each child reports its end, wherever it ends.
 *
 * <p><b>States.</b> {@code failure} is set once and stays. {@code closed} is the owner's. How its
 * children are counted and waited for is in {@link ChildCount}, how they are cancelled in {@link
 * Offspring}; both are superclasses since each object less is memory that a fork need not write.
 *
 * @param <T> what the children return
 * @param <R> the scope's result
 */
class ScopeImpl<T, R> extends ChildCount implements JoinerScope<T, R>, Group {
    /** So many children run inside their owner's join before others have their turn. */
    private static final int INSIDE_BETWEEN_YIELDS = 64;

    private static final VarHandle FAILURE;
    private static final VarHandle CLOSED;

    static {
        try {
            var lookup = MethodHandles.lookup();
            FAILURE = lookup.findVarHandle(ScopeImpl.class, "failure", Throwable.class);
            CLOSED = lookup.findVarHandle(ScopeImpl.class, "closed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final RaddleScheduler scheduler;
    private final Terms<T, R> terms; // null for a plain scope with the default options

    // Any thread.
    private volatile Throwable failure;
    private volatile boolean cancelledByUser;

    // Owner only writes; others look only to tell their users of a mistake.
    private boolean closed;

    // Owner only writes; others only look whether it is theirs. The owner's host, if that runs on
    // the scheduler of its children; null elsewhere, and when the scope is closed: the handle of a
    // child keeps the scope, and shall not keep a stack.
    private Host host;

    // Owner only.
    private boolean surfaced;

    ScopeImpl(
            RaddleScheduler scheduler,
            CoroutineImpl<?> owner,
            ScopeImpl<?, ?> outer,
            Host host,
            Joiner<? super T, ? extends R> joiner,
            ScopeOptions options) {
        this.scheduler = scheduler; // before the fences behind final fields, as in Member
        this.host = host;
        super(owner, outer);
        this.terms =
                joiner == null && options == ScopeOptions.defaults()
                        ? null
                        : new Terms<>(this, joiner, options);
    }

    private static Host hostOf(RaddleScheduler scheduler, CoroutineImpl<?> owner) {
        Host host = owner == null ? null : owner.host();
        return host != null && host.carrier().engine() == scheduler.engine() ? host : null;
    }

    private static ScopeImpl<?, ?> outerOf(CoroutineImpl<?> owner) {
        return owner == null ? null : owner.scopes();
    }

    /** By the owner. Without a joiner: the first failure cancels the rest. */
    static <T, R> ScopeImpl<T, R> open(
            Joiner<? super T, ? extends R> joiner, ScopeOptions options) {
        CoroutineImpl<?> owner = Carrier.currentCoroutine();
        RaddleScheduler scheduler = RaddleScheduler.of(options, owner);
        Host host = hostOf(scheduler, owner);
        ScopeImpl<?, ?> outer = outerOf(owner);
        return new ScopeImpl<T, R>(scheduler, owner, outer, host, joiner, options).opened();
    }

    /** By the owner. The first failure cancels the rest. */
    static PlainScope openPlain(ScopeOptions options) {
        Carrier carrier = Carrier.ofJoiner();
        Host host = carrier == null ? null : carrier.mounted();
        CoroutineImpl<?> owner = host == null ? null : host.current();
        if (owner == null || options != ScopeOptions.defaults()) {
            return openUncommon(owner, options);
        }
        RaddleScheduler scheduler = carrier.engine().scheduler();
        var scope = new PlainScope(scheduler, owner, owner.scopes(), host, options);
        owner.pushScope(scope, host);
        return scope;
    }

    private static PlainScope openUncommon(CoroutineImpl<?> owner, ScopeOptions options) {
        RaddleScheduler scheduler = RaddleScheduler.of(options, owner);
        Host host = hostOf(scheduler, owner);
        var scope = new PlainScope(scheduler, owner, outerOf(owner), host, options);
        scope.opened();
        return scope;
    }

    final ScopeImpl<T, R> opened() {
        if (terms != null && terms.deadline != null) {
            terms.deadline.start(scheduler, Wait.nanos(terms.options.deadline()));
        }
        if (owner != null) {
            owner.pushScope(this, owner.host());
        }
        return this;
    }

    /**
     * Around a child that could not be waited for: the owner's end closes it. Whoever ends the
     * child calls {@link #countEnd}.
     */
    static ScopeImpl<?, ?> adopting(
            RaddleScheduler scheduler, CoroutineImpl<?> owner, Member<?> child) {
        var scope = new Adopting(scheduler, owner);
        scope.countOther();
        scope.addAlone(child);
        return scope;
    }

    private static final class Adopting extends ScopeImpl<Object, Void> {
        Adopting(RaddleScheduler scheduler, CoroutineImpl<?> owner) {
            ScopeImpl<?, ?> outer = outerOf(owner);
            Host host = hostOf(scheduler, owner);
            super(scheduler, owner, outer, host, null, ScopeOptions.defaults());
        }

        @Override
        boolean isAdopted() {
            return true;
        }
    }

    /** By the owner. Whether nobody can be blamed for not having closed it. */
    boolean isAdopted() {
        return false;
    }

    final ScopeImpl<?, ?> outer() {
        return outer;
    }

    final RaddleScheduler scheduler() {
        return scheduler;
    }

    final CoroutineImpl<?> owner() {
        return owner;
    }

    /** Observed by a test. */
    final boolean holdsHost() {
        return host != null;
    }

    /**
     * Any thread. The caller's host if it is the owner, so that its join may run children by a
     * plain call; null otherwise. Not where a joiner's code would run on a stack that may be almost
     * used up.
     */
    final Host hostToRunOn() {
        Host on = host;
        return on != null && on.isRunning(owner) && (terms == null || terms.verdicts == null)
                ? on
                : null;
    }

    // ---- Forking -------------------------------------------------------------------------------

    @Override
    public final <U extends T> Coroutine<U> fork(Callable<? extends U> body) {
        return forkNamed(null, body);
    }

    @Override
    public final <U extends T> Coroutine<U> fork(String name, Callable<? extends U> body) {
        return forkNamed(Objects.requireNonNull(name, "name"), body);
    }

    private <U> Coroutine<U> forkNamed(String name, Callable<? extends U> body) {
        Objects.requireNonNull(body, "body");
        Host on = host;
        if (on == null || !on.isRunning(owner)) {
            return forkFromElsewhere(name, body);
        }
        StackRoom.ensureInlined();
        Object bindings = ScopedValueBindings.capture();
        Member<U> child = Member.linked(this, newestAlone(), name, bindings, body);
        takeSlot();
        forkHere(on, child);
        return child;
    }

    private void forkHere(Host on, Member<?> child) {
        Carrier carrier = on.carrier();
        carrier.countSpawned();
        countOwn();
        try {
            boolean ranOthers = register(child);
            (ranOthers ? on.carrier() : carrier).fork(child); // their code may suspend, and move us
        } catch (Throwable e) { // no memory left: what is counted has to end
            child.abandon(e);
            throw e;
        }
    }

    private <U> Coroutine<U> forkFromElsewhere(String name, Callable<? extends U> body) {
        boolean byOwner = isOwner();
        if (!byOwner) {
            ensureInside();
        }
        if (closed) {
            throw new IllegalStateException(this + " is closed: fork inside the try block");
        }
        StackRoom.ensureInlined();
        Member<?> next = byOwner ? newestAlone() : null;
        Object bindings = ScopedValueBindings.capture();
        Member<U> child = Member.linked(this, next, name, bindings, body);
        takeSlot();
        forkFromElsewhere(byOwner, child);
        return child;
    }

    private void forkFromElsewhere(boolean byOwner, Member<?> child) {
        countSpawned();
        if (byOwner) {
            countOwn();
        } else {
            countOther();
        }
        try {
            if (byOwner) {
                register(child);
            } else {
                registerByOther(child);
            }
            scheduler.fork(child);
        } catch (Throwable e) { // no memory left: what is counted has to end
            child.abandon(e);
            throw e;
        }
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
        if (terms != null && terms.slots != null) {
            terms.slots.release();
        }
    }

    private void takeSlot() {
        if (terms != null && terms.slots != null) {
            try {
                terms.slots.acquire();
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

    /** The caller, not the owner, is a coroutine inside. */
    private void ensureInside() {
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

    // ---- Children that begin and end -----------------------------------------------------------

    @Override
    public final void ended(CoroutineImpl<?> child, boolean unawaited) {
        if (terms != null && terms.verdicts != null) {
            terms.verdicts.add(child); // which settles it
            return;
        }
        try {
            failIfFailure(child.failure());
        } finally {
            settled();
        }
    }

    /** The same for a child that has ended on its owner's stack, which is on this host. */
    final void endedInside(Object outcome, Host on) {
        try {
            failIfFailure(outcome);
        } finally {
            on.carrier().countFinished();
            releaseSlot();
            countEndInside();
        }
    }

    private void failIfFailure(Object outcome) {
        if (outcome instanceof Completion.Failure end && !end.cancelled()) {
            fail(end.cause());
        }
    }

    /** The scope fails; the first failure counts. */
    void fail(Throwable reason) {
        FAILURE.compareAndSet(this, null, reason);
        cancelNow();
    }

    /** A child is done with this scope. */
    void settled() {
        scheduler.countFinished(); // after all code of users: close() does not wait for more
        releaseSlot();
        countEnd();
    }

    @Override
    public final Throwable reasonOf(Completion.Failure end) {
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
        return terms != null && terms.deadline != null && terms.deadline.hasPassed();
    }

    private DeadlineExceededException overdue() {
        return new DeadlineExceededException(
                this + " did not end within " + terms.options.deadline());
    }

    // ---- Cancelling ----------------------------------------------------------------------------

    /**
     * Any thread. Also if only its owner is cancelled yet: whoever does that comes here next, or
     * has missed this scope; see {@link Offspring}.
     */
    @Override
    public final boolean isCancelled() {
        return isMarked() || owner != null && owner.isCancelDue();
    }

    /**
     * By a user: then there is no result. A failure, a deadline, a joiner that has what it needs,
     * and the owner's cancellation do the same by {@link #cancelNow}.
     */
    @Override
    public final void cancel() {
        StackRoom.ensure();
        cancelledByUser = true;
        cancelNow();
    }

    // ---- Joining and closing -------------------------------------------------------------------

    @Override
    public final R join() {
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
        return terms == null || terms.verdicts == null ? null : terms.verdicts.result();
    }

    @Override
    public final void close() {
        Host on = host;
        if (on != null && on.isRunning(owner) && isJustToLetGo()) {
            letGo();
        } else {
            closeCarefully();
        }
    }

    /** By the owner. Whether nothing else is left to do, nor to tell. */
    private boolean isJustToLetGo() {
        return owner.scopes() == this && !hasPending() && terms == null && failure == null;
    }

    private void closeCarefully() {
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
        CLOSED.setOpaque(this, true); // not before: children may fork as long as one is alive
        if (terms != null && terms.deadline != null) {
            terms.deadline.stop();
        }
        if (owner != null) {
            owner.popScope(this);
            host = null;
        }
    }

    /**
     * By the owner's end: nobody has closed it. Its children are cancelled and waited for.
     *
     * @throws StackOverflowError if so deep a stack cannot be suspended; may be called again then
     */
    void closeForgotten() {
        try {
            cancelNow();
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
            if (problem == null && !inner.isAdopted()) {
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
        Host on = hasPending() ? hostToRunOn() : null;
        if (on == null) {
            return;
        }
        StackRoom.ensure(); // an entry that is taken out of the deque must not be lost
        int sinceYield = 0;
        CoroutineImpl<?> child = newestUnstarted();
        while (child != null && child.group() == this && child.runInside(this, on)) {
            owner.keepInterrupted(on);
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
        if (hasPending()) {
            StackRoom.ensure();
            parkUntilNoneIsPending();
        }
    }

    private void parkUntilNoneIsPending() {
        beginWaiting();
        boolean interrupted = false;
        try {
            while (mustPark()) {
                if (!isMarked() && owner != null && owner.isEnding()) {
                    cancelNow(); // a sibling's failure reaches the owner only; may fork, see above
                } else {
                    interrupted |= Thread.interrupted(); // else the park would return at once
                    LockSupport.park();
                }
            }
        } finally {
            endWaiting();
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

    final boolean isOwner() {
        Host on = host;
        if (on != null) {
            return on.isRunning(owner);
        }
        return owner != null
                ? Carrier.currentCoroutine() == owner
                : terms != null && terms.thread == Thread.currentThread();
    }

    private void ensureOwner() {
        if (!isOwner()) {
            throw new IllegalStateException(
                    this + " is joined and closed by its owner, not by anybody else");
        }
    }

    @Override
    public String toString() {
        return terms == null || terms.options.name().isEmpty()
                ? "the scope"
                : "scope " + terms.options.name();
    }
}
