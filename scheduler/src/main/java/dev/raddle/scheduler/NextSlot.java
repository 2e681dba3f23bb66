package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Room for one host: the one that the running coroutine has just made runnable. It goes on next, on
 * the same carrier, while what it is about to read is still in the cache.
 *
 * <p><b>Role and threads.</b> The owner, one carrier, puts and takes. Another carrier may take it
 * when it has seen the same visit twice, some time apart: its owner has been busy for so long that
 * the cache no longer matters (invariant 4).
 *
 * <p><b>Protocol.</b> Every transfer is one atomic exchange or CAS of {@code host}, so exactly one
 * carrier gets it. {@code visits} tells a thief whether the slot was refilled between its looks; it
 * is a hint, since stealing too early is harmless.
 */
class NextSlot extends Padded {
    private static final VarHandle HOST;
    private static final VarHandle VISITS;

    static {
        try {
            var lookup = MethodHandles.lookup();
            HOST = lookup.findVarHandle(NextSlot.class, "host", Work.class);
            VISITS = lookup.findVarHandle(NextSlot.class, "visits", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any carrier, atomically.
    private volatile Work host;

    // Owner only writes; others read.
    private volatile int visits;

    /** Owner only. Puts one in and returns who was there before, or null. */
    final Work put(Work newest) {
        VISITS.setOpaque(this, (int) VISITS.get(this) + 1); // a hint, see the header
        return exchange(newest);
    }

    /** Owner only. Empties the slot; null if it was empty. */
    final Work take() {
        return (Work) HOST.getOpaque(this) == null ? null : exchange(null);
    }

    /** Broken on purpose by a test's twin, which reads and writes apart. */
    Work exchange(Work newest) {
        return (Work) HOST.getAndSet(this, newest);
    }

    /** For that twin only. */
    final Work exchangeInTwoSteps(Work newest) {
        Work before = host;
        host = newest;
        return before;
    }

    /** Any thread. */
    final boolean isEmpty() {
        return host == null;
    }

    /** Any thread. Which visit this is, 0 if the slot is empty. */
    final int visit() {
        return host == null ? 0 : visits | 1 << 31;
    }

    /** Any carrier: takes what is there if it is still the visit seen earlier, else null. */
    final Work stealIfStill(int visit) {
        Work waiting = host;
        if (waiting == null || visit() != visit || !HOST.compareAndSet(this, waiting, null)) {
            return null;
        }
        return waiting;
    }
}
