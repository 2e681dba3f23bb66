package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How a carrier tells {@link Idle} of its forks: exactly while they are few, and without a fence
 * while they are many.
 *
 * <p><b>Role and threads.</b> The owner, one carrier, says when it has pushed a fork, and when it
 * has found its deque empty. Anybody asks {@link #isLight}.
 *
 * <p><b>States.</b>
 *
 * <pre>
 *   EXACT   each fork is told of with a full fence, as any other work
 *   LIGHT   forks are told of without one; the owner's deque wants a lookout
 *
 *   EXACT to LIGHT   at the {@value #EXACT}th fork since the deque was last found empty
 *   LIGHT to EXACT   when the owner chooses what runs next, and its deque is empty
 * </pre>
 *
 * <p><b>Protocol.</b> A light fork is pushed by release, and then {@code counts} is read: the read
 * may come before the push is visible. So a carrier that parks at that very moment, or a searcher
 * that leaves then, may miss the fork, and the owner may miss that it is needed. Nobody pays for a
 * fence to rule this out, neither here nor at each parking; instead there is a lookout as long as
 * the owner is LIGHT and anybody is parked, which looks at every queue each 0.8 ms and sees what
 * has become visible meanwhile. Most often it has nothing to find: the next fork of the same owner,
 * nanoseconds later, sees the carrier that has parked.
 *
 * <p><b>Why there is a lookout.</b> LIGHT is need of one, as an active timer is. The owner (1) sets
 * it, (2) passes a full fence, and (3) wakes a carrier if there is no lookout, nobody searches and
 * somebody is parked. A lookout (1) resigns, (2) later ends its search by an atomic step, and (3)
 * as the last searcher looks for need of a lookout: F2 in {@link Idle}. By the two fences one sees
 * the other. If the owner sees a searcher instead, that one's F1 or P2 comes later, and finds LIGHT
 * set, or becomes the lookout itself. While the owner is LIGHT it works, so no lookout resigns for
 * want of anybody who works.
 *
 * <p>Back to EXACT needs no order: there is no light fork left that could be missed, and who sees
 * LIGHT for longer only looks out in vain. Halves of joins lie elsewhere, on the mounted host's
 * {@link JoinStack}; but when that host unmounts, what is left of them is told of again as it is
 * put into the deque.
 *
 * <p><b>Rejected.</b> A membarrier between P2 and P3, and between F1 and F2, while anybody is
 * LIGHT: it interrupts all carriers at each parking of each, for a race that next to never is lost.
 */
final class ForkNotice extends Padded {
    /** So many forks in a row are told of exactly: programs that fork seldom have no LIGHT. */
    static final int EXACT = 16;

    private static final VarHandle LIGHT;

    static {
        try {
            LIGHT = MethodHandles.lookup().findVarHandle(ForkNotice.class, "light", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Owner writes, others read.
    private volatile boolean light;

    // Owner only.
    private int forks;

    /** Owner only, when a fork has been pushed. */
    void forked(Idle idle) {
        if ((boolean) LIGHT.get(this)) { // plain: we are the only writer
            idle.forkAdded();
        } else {
            tellExactly(idle);
        }
    }

    private void tellExactly(Idle idle) {
        boolean enough = ++forks == EXACT;
        if (enough) {
            LIGHT.setOpaque(this, true); // ordered by the fence that follows
        }
        idle.workAdded();
        if (enough) {
            idle.ensureLookout();
        }
    }

    /** Owner only. Whether {@link #foundEmpty} would do nothing. */
    boolean isQuiet() {
        return forks == 0;
    }

    /** Owner only, when it chooses what runs next. */
    void foundEmpty() {
        if (forks != 0) {
            forks = 0;
            LIGHT.setOpaque(this, false); // needs no order, see the header
        }
    }

    /** Any thread. Whether a lookout has to look after the owner's forks. */
    boolean isLight() {
        return light;
    }
}
