package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells the one thread that waits for an end, or the scope that has adopted it, that everything is
 * over.
 *
 * <p><b>Protocol.</b> Who waits writes {@code waiting}, or {@code adopter}, and then reads {@code
 * reported}; who reports writes {@code reported} and then reads both, all volatile: one of the two
 * sees the other, and if both do, a CAS decides who settles the adopter. A thread that is unparked
 * too late, when it has seen the end by itself, has a stray permit, as after any timed wait.
 */
class EndReport {
    private static final VarHandle ADOPTER;

    static {
        try {
            ADOPTER =
                    MethodHandles.lookup()
                            .findVarHandle(EndReport.class, "adopter", ScopeImpl.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Who reports.
    private volatile boolean reported;

    // Who waits.
    private volatile Thread waiting;

    // Who waits sets it, either of the two clears it, by CAS.
    private volatile ScopeImpl<?, ?> adopter;

    /** Once, last of all. */
    final void report() {
        reported = true;
        settleAdopter(); // after reported was set
        Thread waiter = waiting;
        if (waiter != null) {
            unpark(waiter);
        }
    }

    /** Observed by a test. */
    void unpark(Thread waiter) {
        LockSupport.unpark(waiter);
    }

    final boolean isReported() {
        return reported;
    }

    /** By who then looks at {@link #isReported} before it parks. */
    final void setWaiting(Thread thread) {
        waiting = thread;
    }

    /** By who waits no more: the scope, in which one child is pending, does. */
    final void setAdopter(ScopeImpl<?, ?> scope) {
        waiting = null;
        adopter = scope;
        settleIfReported();
    }

    /** Broken on purpose by a test's twin. */
    void settleIfReported() {
        if (reported) { // after adopter was set
            settleAdopter();
        }
    }

    private void settleAdopter() {
        ScopeImpl<?, ?> adopting = adopter;
        if (adopting != null && ADOPTER.compareAndSet(this, adopting, null)) {
            adopting.countEnd();
        }
    }
}
