package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * The children of a scope that may still be alive, so that cancelling the scope reaches them.
 *
 * <p><b>Role and threads.</b> Whoever forks adds; whoever cancels walks the list; the owner of the
 * scope sweeps out those that have ended when the list has doubled, so that a scope that lives long
 * holds no garbage.
 *
 * <p><b>Protocol.</b> Adding is a CAS of {@code newest}; then the forker looks whether the scope is
 * cancelled. Cancelling sets that flag, then walks. So a child is cancelled by one of the two. The
 * sweeper takes the whole list by exchange, puts those alive back by CAS, one by one, and then
 * looks at the flag in the same way: nobody is missed while out of the list.
 */
final class Members {
    private static final VarHandle NEWEST;

    static {
        try {
            NEWEST =
                    MethodHandles.lookup()
                            .findVarHandle(Members.class, "newest", CoroutineImpl.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any thread, by CAS.
    private volatile CoroutineImpl<?> newest;

    // Owner of the scope only.
    private int added;
    private int sweepAt = 64;

    /** Any thread that forks. */
    void add(CoroutineImpl<?> member) {
        CoroutineImpl<?> head;
        do {
            head = newest;
            member.nextMember = head;
        } while (!NEWEST.compareAndSet(this, head, member));
    }

    /** By the owner, after adding one. Whether members were moved: then look at the flag again. */
    boolean sweepIfGrown() {
        if (++added < sweepAt) {
            return false;
        }
        int alive = 0;
        var member = (CoroutineImpl<?>) NEWEST.getAndSet(this, null);
        while (member != null) {
            CoroutineImpl<?> next = member.nextMember;
            if (!member.isDone()) {
                add(member);
                alive++;
            }
            member = next;
        }
        added = alive;
        sweepAt = Math.max(64, 2 * alive);
        return true;
    }

    /** Any thread, after the flag was set. */
    void forEach(Consumer<CoroutineImpl<?>> action) {
        for (CoroutineImpl<?> m = newest; m != null; m = m.nextMember) {
            if (!m.isDone()) {
                action.accept(m);
            }
        }
    }
}
