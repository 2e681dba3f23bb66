package dev.raddle.scheduler;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * The right half of a join that a coroutine of its own runs, while its parent runs the left half.
 *
 * <p><b>Role and threads.</b> The coroutine runs the body and tells of a failure. The parent waits
 * for the coroutine's end, whatever happens, and is the only one that does: until all is over that
 * belongs to that end ({@link EndReport}), code of users that is told of it included. It needs no
 * memory for that.
 *
 * <p><b>Who fails first.</b> If the coroutine fails before the left half has ended, it tells its
 * parent's host before it ends ({@link SiblingFailures}), and the left half is cancelled. If the
 * left half fails, or the parent is cancelled, the parent cancels the coroutine.
 *
 * <p><b>A stack that cannot be suspended.</b> The JVM refuses where it is too deep. Then the join
 * throws that error, and the coroutine becomes the child of a scope that the parent's end closes.
 */
final class StolenBranch extends SiblingFailure implements Group, Callable<Object> {

    // Immutable.
    private final Engine engine;
    private final JoinStack.Half half;
    private final Object body;
    private final CoroutineImpl<?> parent;
    private final Member<Object> child;
    private final EndReport end = new EndReport();

    // Until the parent uses it.
    private final JoinStack.Oldest whenJoined = new JoinStack.Oldest();

    StolenBranch(
            Engine engine,
            JoinStack.Half half,
            Object body,
            CoroutineImpl<?> parent,
            Object bindings) {
        this.engine = engine;
        this.half = half;
        this.body = body;
        this.parent = parent;
        this.child = Member.of(this, null, bindings, this);
    }

    CoroutineImpl<?> parent() {
        return parent;
    }

    Member<Object> child() {
        return child;
    }

    /** What the parent's {@link JoinStack} needs when it learns of this: there may be no memory. */
    JoinStack.Oldest whenJoined() {
        return whenJoined;
    }

    /** What was stolen. */
    Object body() {
        return body;
    }

    /** What kind of half it is. */
    JoinStack.Half half() {
        return half;
    }

    // ---- By the coroutine that runs it ---------------------------------------------------------

    @Override
    public Object call() {
        try {
            return half.run(body);
        } catch (Throwable e) {
            if (!engine.isCancelling()) { // else everybody is told
                tell(parent.host());
            }
            throw CoroutineImpl.<Error>unchecked(e);
        }
    }

    @Override
    boolean isParentUncancellable() {
        return parent.isUncancellable();
    }

    @Override
    void interruptParent() {
        parent.host().thread().interrupt();
    }

    @Override
    public void ended(CoroutineImpl<?> member, boolean unawaited) {
        engine.countFinished(); // before the parent can end, as it does not wait for more
        end.report();
    }

    // ---- By the parent -------------------------------------------------------------------------

    /** What the body returned; throws what it threw. */
    Object result() {
        tryEndLeft();
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
        tryEndLeft();
        cancelChild();
        awaitEnd();
        settle();
        boolean byRight = wasFirst() && !parent.isCancelDue();
        throw CoroutineImpl.<Error>unchecked(byRight ? child.failure().cause() : ofLeft);
    }

    /** The left half needs it no more. */
    void drop() {
        tryEndLeft();
        cancelChild();
        awaitEnd();
        settle();
    }

    private void cancelChild() {
        try {
            child.cancelNow(true);
        } catch (OutOfMemoryError e) {
            // Then it ends by itself.
        }
    }

    private void awaitEnd() {
        if (!end.isReported()) {
            try {
                parkUntilReported();
            } catch (StackOverflowError e) {
                leaveToScope();
                throw e;
            }
        }
    }

    /** Whatever happens; if the parent shall end meanwhile, so shall the coroutine. */
    private void parkUntilReported() {
        end.setWaiting(parent.host().thread());
        parent.host().endAfterThisBody();
        boolean cancelled = false;
        boolean interrupted = false;
        try {
            while (!end.isReported()) {
                if (!cancelled && parent.isEnding()) {
                    cancelled = true;
                    cancelChild();
                } else {
                    interrupted |= Thread.interrupted(); // else the park would return at once
                    LockSupport.park();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Instead of waiting. */
    void leaveToScope() {
        ScopeImpl<?, ?> scope = ScopeImpl.adopting(engine.scheduler(), parent, child);
        end.setAdopter(scope);
        parent.pushScope(scope, parent.host());
        cancelChild();
        settle(); // what has failed beside it is not there any more
    }

    /** The interrupt was for the left half, unless others want the parent to end, too. */
    private void settle() {
        if (wasFirst()) {
            awaitInterrupter();
            parent.host().remove(this);
            Thread.interrupted();
            if (parent.isEnding()) { // after the interrupt was cleared
                Thread.currentThread().interrupt();
            }
        }
    }
}
