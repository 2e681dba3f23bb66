package dev.raddle.scheduler.channel;

import dev.raddle.scheduler.Parking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One select that waits: which of its turns wins.
 *
 * <p><b>Role and threads.</b> Whoever could serve one of its turns claims it first, under the lock
 * of that turn's channel; each channel has its own. The one who waits withdraws it.
 *
 * <p><b>States</b> of {@code state}:
 *
 * <pre>
 *   OPEN        nobody has claimed it
 *   RESERVED    somebody will claim it, or leave it, as soon as another one is claimed
 *   WITHDRAWN   it waits no more
 *   a claimant  it is served by that
 * </pre>
 *
 * <p><b>Protocol.</b> A claim is a CAS from {@code OPEN}, a withdrawal too. If two selects meet,
 * one at each end of a channel, both have to be claimed or neither: the one that is older is
 * reserved, the other claimed, then the first claimed or let go. Whoever finds one reserved waits,
 * for that is decided by a few instructions. They cannot wait in a circle: who holds a reservation
 * waits for a younger one only.
 *
 * <p>A turn is settled as any other, when its claimant is done with it: {@link Turn#wake}.
 *
 * <p><b>Rejected.</b> To hold the locks of all channels of a select, as Go does: then one that
 * waits for a hundred channels stops a hundred channels, twice.
 */
class Selection implements Parking.Waiting {
    private static final Object OPEN = null;
    private static final Object RESERVED = new Object();
    private static final Object WITHDRAWN = new Object();

    private static final AtomicLong NEXT_AGE = new AtomicLong();

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Selection.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final long age = NEXT_AGE.getAndIncrement();
    private final Thread thread = Thread.currentThread();

    // Any thread, by CAS.
    private volatile Object state = OPEN;

    // The claimant, last.
    private volatile boolean settled;

    // ---- By those who serve --------------------------------------------------------------------

    /** Whether the caller, and nobody else, serves it. Broken on purpose by a test's twin. */
    boolean tryClaim(Object claimant) {
        return tryChange(claimant);
    }

    /** For that twin only. */
    final boolean tryClaimInTwoSteps(Object claimant) {
        boolean open = isOpen();
        if (open) {
            state = claimant;
        }
        return open;
    }

    /** Broken on purpose by a test's twin. */
    boolean tryReserve() {
        return tryChange(RESERVED);
    }

    private boolean tryChange(Object to) {
        for (int spins = 0; ; spins++) {
            Object seen = state;
            if (seen == RESERVED) {
                SpinLock.pause(spins);
            } else if (seen != OPEN) {
                return false;
            } else if (STATE.compareAndSet(this, OPEN, to)) {
                return true;
            }
        }
    }

    /** Claims two, each with its claimant, or neither. */
    static boolean tryClaimBoth(
            Selection one, Object claimant, Selection other, Object otherClaimant) {
        if (one.age > other.age) {
            return tryClaimBoth(other, otherClaimant, one, claimant);
        }
        if (!one.tryReserve()) {
            return false;
        }
        boolean both = other.tryClaim(otherClaimant);
        one.state = both ? claimant : OPEN;
        return both;
    }

    /** Whether nobody has claimed it, and it may still be. */
    final boolean isOpen() {
        Object seen = state;
        return seen == OPEN || seen == RESERVED;
    }

    /** By the claimant, when it is done. */
    final void settle() {
        Thread waiter = thread;
        settled = true;
        if (waiter != Thread.currentThread()) {
            Parking.unpark(waiter);
        }
    }

    // ---- By the one who waits ------------------------------------------------------------------

    @Override
    public boolean isSettled() {
        return settled;
    }

    @Override
    public boolean withdraw() {
        if (tryChange(WITHDRAWN) || state == WITHDRAWN) { // also if it was asked twice
            return true;
        }
        for (int spins = 0; !settled; spins++) { // whoever has claimed it is about to say so
            SpinLock.pause(spins);
        }
        return false;
    }

    /** When settled: who has claimed it. */
    final Object claimant() {
        return state;
    }
}
