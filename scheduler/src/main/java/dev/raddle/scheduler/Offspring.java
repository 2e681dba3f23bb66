package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whom a cancellation of a scope has to reach, and whether there was one.
 *
 * <p><b>Role and threads.</b> The scope's owner registers its children in the list that this is,
 * alone and without an atomic step; others who fork, in a list of their own. Anybody cancels.
 * Whoever starts a child looks whether it may begin.
 *
 * <p><b>Protocol.</b> The owner (1) adds a child by release, and looks at the flag, which only
 * makes it likely that a late child ends at once. The child is queued, so (1) happens before
 * whoever starts it (2) claims it by CAS, and then (3) looks at the flag. A canceller (a) sets the
 * flag by CAS, then (b) walks the list. Each has a full fence between; either (2) comes before (a),
 * and (b) finds the child, or (3) sees the flag, and the child ends without having begun. So none
 * begins that a canceller has missed; one that nobody starts ends when its scope closes.
 *
 * <p>The same holds one level further up: the owner has pushed its scope by release ({@link
 * CoroutineImpl#pushScope}), and who cancels the owner marks it by CAS and then reads its scopes.
 * So who starts a child looks at the owner's mark too ({@link ScopeImpl#isCancelled}). Levels
 * further up need no look: the owner was started itself, and whoever marks it after that finds what
 * it has opened and forked, by the same reasoning.
 *
 * <p>A canceller of the owner that has read its scopes before the newest was seen has missed that
 * scope, which then has no child that runs. Nobody has to set its flag: children that start later
 * are refused since the owner is marked, whoever asks the scope is told so, and the owner cancels
 * it before it waits for its children and before it lets itself not be cancelled for a while
 * ({@link CoroutineImpl#enterUncancellableSection}).
 *
 * <p>Who starts a child and finds that it must not begin only ends it, and cancels nobody: the walk
 * over the members would come to this very child, which is started, and wait for its host. Others
 * who cancel may do so; they wait no longer than from the CAS of the start to the outcome, between
 * which no code of users runs.
 *
 * <p>Others than the owner add by CAS, a full fence, before they look at the flag.
 */
class Offspring extends Members {
    private static final VarHandle CANCELLED;
    private static final VarHandle OTHERS;

    static {
        try {
            var lookup = MethodHandles.lookup();
            CANCELLED = lookup.findVarHandle(Offspring.class, "cancelled", boolean.class);
            OTHERS = lookup.findVarHandle(Offspring.class, "others", Members.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // What starts as zero lies together by 16 bytes, here with what the superclass and subclasses
    // have: C2 clears 24 of them by a masked store, and the next load of any of them waits for it.

    // Any thread.
    private volatile Members others;

    // Immutable.
    final CoroutineImpl<?> owner;
    final ScopeImpl<?, ?> outer;

    // Any thread.
    private volatile boolean cancelled;

    Offspring(CoroutineImpl<?> owner, ScopeImpl<?, ?> outer) {
        this.owner = owner;
        this.outer = outer;
        super();
    }

    /**
     * By the owner, before the child is queued.
     *
     * @return whether it was late, so that code of users may have run
     */
    final boolean register(Member<?> child) {
        addAlone(child);
        return cancelIfLate(child, sweepIfGrown() ? this : null);
    }

    /** By others who fork, before the child is queued. */
    final void registerByOther(Member<?> child) {
        Members list = othersOrNew();
        list.add(child);
        cancelIfLate(child, list.sweepIfGrown() ? list : null);
    }

    private Members othersOrNew() {
        if (others == null) {
            OTHERS.compareAndSet(this, null, new Members());
        }
        return others;
    }

    /** If members were moved, the canceller may have missed any of them. */
    private boolean cancelIfLate(Member<?> child, Members moved) {
        if (!cancelled) { // after the child became a member
            return false;
        }
        child.cancelNow(true);
        if (moved != null) {
            new Canceller().cancelMembers(moved.newest());
        }
        return true;
    }

    /** Any thread. Those whom others than the owner have forked; null for none. */
    final Members others() {
        return others;
    }

    /** Any thread. */
    final void cancelNow() {
        if (!cancelled) {
            var canceller = new Canceller(); // before the mark: there may be no memory for it
            if (markCancelled()) {
                canceller.cancelMembers(this);
            }
        }
    }

    /** True for one caller only, who then has to cancel the members. */
    final boolean markCancelled() {
        return CANCELLED.compareAndSet(this, false, true);
    }

    /** Any thread. Whether its cancellation has begun. */
    final boolean isMarked() {
        return cancelled;
    }
}
