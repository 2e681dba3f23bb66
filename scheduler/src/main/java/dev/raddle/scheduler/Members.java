package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The children of a scope that may still be alive, so that cancelling the scope reaches them.
 *
 * <p><b>Role and threads.</b> Whoever forks adds, and sweeps out those that have ended when the
 * list has doubled, so that a scope that lives long holds no garbage. Whoever cancels walks the
 * list.
 *
 * <p><b>Protocol.</b> Adding is a CAS of {@code newest}, or a release by who is the only one to add
 * ({@link Offspring} tells why that is enough); then the forker looks whether the scope is
 * cancelled. Cancelling sets that flag, then walks. So a child is cancelled by one of the two. The
 * sweeper takes the whole list by exchange, puts those alive back by CAS, one by one, and then
 * looks at the flag in the same way: nobody is missed while out of the list.
 *
 * <p>A member that is dropped loses its link: else a handle that a user keeps would hold a chain of
 * dead ones that grows with every sweep. A canceller that stands on it finds the end of the list
 * too early, or the list that is being put together if it stands on one that was moved. It got
 * there from a {@code newest} that was read before the exchange, for afterwards no list leads to
 * what was taken; so the flag was set before the sweeper looks at it, and the sweeper walks all of
 * the list itself. (The exchange is a full fence, and so is a volatile write between the last move
 * and the look.)
 */
class Members {
    private static final int SWEEP_AT = 64;

    private static final VarHandle NEWEST;
    private static final VarHandle SWEEP_IN;

    static {
        try {
            var lookup = MethodHandles.lookup();
            NEWEST = lookup.findVarHandle(Members.class, "newest", Member.class);
            SWEEP_IN = lookup.findVarHandle(Members.class, "sweepIn", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any thread, by CAS.
    private volatile Member<?> newest;

    // Any thread that forks; how many are added until the next sweep, which is only known roughly.
    private int sweepIn = SWEEP_AT;

    /** Any thread that forks. */
    final void add(Member<?> member) {
        Member<?> head;
        do {
            head = newest;
            member.next = head;
        } while (!NEWEST.compareAndSet(this, head, member));
    }

    /**
     * The same without an atomic step, for the only thread that ever adds.
     *
     * @param member made with {@link #newestAlone} as its next one, after which nobody was added
     */
    final void addAlone(Member<?> member) {
        NEWEST.setRelease(this, member); // the fence is that of the child's start, see Offspring
    }

    /** By the only thread that ever adds. */
    final Member<?> newestAlone() {
        return (Member<?>) NEWEST.get(this); // plain: we are the only writer
    }

    /**
     * By a thread that has added one. Several may sweep at once, each what it took.
     *
     * @return whether members were moved: then the flag has to be looked at again
     */
    final boolean sweepIfGrown() {
        int n = (int) SWEEP_IN.getOpaque(this) - 1;
        SWEEP_IN.setOpaque(this, n); // racy: a count that is lost only delays the sweep
        return n <= 0 && sweep();
    }

    private boolean sweep() {
        int alive = 0;
        var member = (Member<?>) NEWEST.getAndSet(this, null);
        while (member != null) {
            Member<?> next = member.next;
            if (member.isDone()) {
                member.next = null; // see the header
            } else {
                add(member);
                alive++;
            }
            member = next;
        }
        SWEEP_IN.setOpaque(this, Math.max(SWEEP_AT - alive, alive));
        return true;
    }

    /** Any thread, after the flag was set: the first of the list. */
    final Member<?> newest() {
        return newest;
    }
}
