package dev.raddle.scheduler;

import java.util.ArrayList;

/**
 * Cancels coroutines and all that is below them, through their scopes, without recursion: a tree
 * may be deeper than a stack.
 *
 * <p><b>Role and threads.</b> One for each cancellation, of its thread only. A step on the way down
 * is a coroutine whose window is open (INTERRUPTING, see {@link CancelState}); the window is closed
 * on the way up, when all below is cancelled: a child that runs on its owner's stack shall know why
 * that is interrupted. Children that never start are completed last, when no window is open, since
 * that may call code of users, for which a coroutine that ends must not wait.
 *
 * <p>Memory that a step needs is there before the step is done, so that running out of it leaves no
 * window open and no child claimed and forgotten.
 */
final class Canceller {
    private final ArrayList<CoroutineImpl<?>> unborn = new ArrayList<>(0);
    private Step innermost;
    private Step spare = new Step();

    /** A coroutine whose window is open, null at the top, and where the walk is below it. */
    private static final class Step {
        private CoroutineImpl<?> coroutine;
        private ScopeImpl<?, ?> scope;
        private Member<?> member;
        private Members others;
        private Step outer;
    }

    /** By whoever has opened its window; it is closed when this returns. */
    void cancelOpened(CoroutineImpl<?> coroutine) {
        enter(coroutine, coroutine.isDone() ? null : coroutine.scopes(), null);
        run();
    }

    /** The scopes that a coroutine has open. */
    void cancelScopes(ScopeImpl<?, ?> newest) {
        enter(null, newest, null);
        run();
    }

    /** The members of a scope that is marked as cancelled. */
    void cancelMembers(Offspring scope) {
        enter(null, null, scope.newest());
        innermost.others = scope.others();
        run();
    }

    /** Some of them, from this one on. */
    void cancelMembers(Member<?> newest) {
        enter(null, null, newest);
        run();
    }

    private void enter(CoroutineImpl<?> coroutine, ScopeImpl<?, ?> newest, Member<?> member) {
        Step step = spare;
        spare = null;
        step.coroutine = coroutine;
        step.scope = newest;
        step.member = member;
        step.others = null;
        step.outer = innermost;
        innermost = step;
    }

    private void run() {
        try {
            while (innermost != null) {
                Member<?> next = nextMember(innermost);
                if (next == null) {
                    leave();
                } else {
                    cancel(next);
                }
            }
        } finally {
            while (innermost != null) { // no memory left
                leave();
            }
            completeUnborn();
        }
    }

    /** All of them end before any code of users runs: that may wait for another of them. */
    private void completeUnborn() {
        for (CoroutineImpl<?> child : unborn) {
            child.publishUnborn();
        }
        Throwable failure = null;
        for (CoroutineImpl<?> child : unborn) {
            try {
                child.finishUnborn();
            } catch (Throwable e) { // the others are still to be counted
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw Completion.<RuntimeException>unchecked(failure);
        }
    }

    /** The next one to cancel below a step; marks the scopes on the way. */
    private static Member<?> nextMember(Step step) {
        for (; ; ) {
            for (Member<?> m = step.member; m != null; m = m.next) {
                if (!m.isDone()) {
                    step.member = m.next;
                    return m;
                }
            }
            ScopeImpl<?, ?> scope = step.scope;
            if (step.others != null) {
                step.member = step.others.newest();
                step.others = null;
            } else if (scope == null) {
                return null;
            } else {
                step.scope = scope.outer();
                boolean first = scope.markCancelled();
                step.member = first ? scope.newest() : null;
                step.others = first ? scope.others() : null;
            }
        }
    }

    private void cancel(Member<?> member) {
        if (spare == null) {
            spare = new Step();
        }
        unborn.ensureCapacity(unborn.size() + 1);
        CancelState.Verdict verdict = member.requestCancel(true);
        if (verdict == CancelState.Verdict.NEVER_STARTS) {
            unborn.add(member);
        } else if (verdict.opensWindow()) {
            enter(member, member.isDone() ? null : member.scopes(), null);
        }
    }

    private void leave() {
        Step step = innermost;
        innermost = step.outer;
        if (step.coroutine != null) {
            step.coroutine.deliver();
        }
    }
}
