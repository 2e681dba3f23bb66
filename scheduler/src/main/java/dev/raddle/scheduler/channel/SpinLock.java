package dev.raddle.scheduler.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock for a few instructions that never suspend and call no code of users.
 *
 * <p>Nobody parks on it, so no carrier ever does: who does not get it soon yields. If the system
 * has stopped the thread of whoever holds it, other coroutines run meanwhile.
 */
class SpinLock extends Spaced {
    private static final int SPINS = 64;

    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any thread.
    private volatile boolean held;

    final void lock() {
        for (int spins = 0; held || !tryLock(); spins++) {
            pause(spins);
        }
    }

    /** Broken on purpose by a test's twin, which looks and stores apart. */
    boolean tryLock() {
        return HELD.compareAndSet(this, false, true);
    }

    /** For that twin only. */
    final boolean tryLockInTwoSteps() {
        if (held) {
            return false;
        }
        held = true;
        return true;
    }

    /**
     * Between two looks at what another thread is about to do, with a few instructions and no
     * suspension before that: the system may have stopped it.
     *
     * @param spins how many looks there were
     */
    static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** By the holder. */
    final void unlock() {
        HELD.setRelease(this, false);
    }
}
