package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;

/**
 * Who searches, who sleeps, who wakes whom.
 *
 * <p><b>Role and threads.</b> Any thread that adds work calls {@link #workAdded}. A carrier without
 * work becomes a searcher, then parks. How a carrier's thread sleeps is its {@link Sleeper}'s
 * business: this class only decides.
 *
 * <p><b>States of a carrier</b>, in its {@code Sleeper}:
 *
 * <pre>
 *   AWAKE     runs work, or searches
 *   PARKED    sleeps, or is about to
 *   NOTIFIED  somebody has decided to wake it; it is counted as a searcher already
 * </pre>
 *
 * <p><b>The word</b> {@code counts} holds how many carriers search (lower half) and how many are
 * parked and not yet promised a wake-up (upper half).
 *
 * <p><b>Protocol.</b>
 *
 * <ul>
 *   <li><i>Adding work</i>: (A1) the work becomes visible in a queue. (A2) full fence. (A3) read
 *       {@code counts}: if somebody searches, or nobody is parked, done. (A4) else promise a
 *       wake-up: CAS parked - 1, searching + 1. (A5) find a PARKED carrier and CAS it to NOTIFIED.
 *       (A6) unpark its thread.
 *   <li><i>Parking</i>: (P1) own state to PARKED. (P2) atomically parked + 1, searching - 1. (P3)
 *       look at every queue once more. If there is work: take a promise as in A4, and set the own
 *       state to AWAKE by CAS. (P4) else sleep until NOTIFIED.
 *   <li><i>Finding work</i>: (F1) searching - 1. (F2) whoever was the last searcher looks at every
 *       queue, and if there is more work than it took, or need of a lookout, goes on as in A4.
 * </ul>
 *
 * <p><b>Why no wake-up is lost</b> (invariant 3). Suppose work w was added and the adder did
 * nothing at A3. Either nobody was parked: then every carrier that parks later does P2 after A3's
 * read, so after A1, and sees w at P3. Or somebody, S, was searching: S ends its search by F1 or by
 * P2. By P2: it comes after A3's read, so P3 sees w. By F1 as the last searcher: it wakes another
 * searcher, for whom the same holds, unless it sees no work at F2: but F1 comes after A3's read, so
 * it would see w, and w is gone. Not as the last: the same holds for the one that is. A1–A2–A3,
 * P2–P3 and F1–F2 are each a store, a full fence and a load, so that at least one of two sides sees
 * the other.
 *
 * <p>A carrier that forks much leaves out A2 ({@link #forkAdded}): such a fork may be missed, and
 * is found within a millisecond by the lookout, which somebody is as long as that carrier may do
 * so. {@link ForkNotice} proves it.
 *
 * <p>There are at least as many PARKED carriers as promises given and not yet kept, plus parked: P1
 * comes before P2, and A4 before A5. So A5 finds one.
 *
 * <p><b>The lookout.</b> What lies in a next slot, a timer of a carrier that does not tick, or a
 * fork that was told of lightly, is reached by one parked carrier that looks every 0.8 ms as long
 * as somebody works. Who fills a next slot, activates timers or begins to fork lightly while there
 * is no lookout wakes one ({@link #ensureLookout}); who goes from searching to working wakes
 * another one if there is need and no lookout (F2). A slot is filled by an exchange, or the other
 * two followed by a full fence, before {@code counts} is read, and F1 comes before F2's look: one
 * sees the other. When nobody works there is nothing to look for, and no lookout: an idle scheduler
 * uses no CPU.
 *
 * <p><b>References.</b> Go's spinning Ms, Tokio's {@code idle.rs}, rayon's {@code sleep/README.md}.
 */
class Idle extends Padded {
    private static final int SEARCHING = 1;
    private static final int PARKED = 1 << 16;

    private static final VarHandle COUNTS;
    private static final VarHandle LOOKOUT;

    static {
        try {
            var lookup = MethodHandles.lookup();
            COUNTS = lookup.findVarHandle(Idle.class, "counts", int.class);
            LOOKOUT = lookup.findVarHandle(Idle.class, "lookout", Sleeper.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final Sleeper[] sleepers;

    // Any thread, by CAS.
    private volatile int counts;
    private volatile Sleeper lookout;

    /** The sleepers are all awake at first. */
    Idle(Sleeper... sleepers) {
        this.sleepers = sleepers;
    }

    private static int searching(int c) {
        return c & PARKED - 1;
    }

    private static int parked(int c) {
        return c >>> 16;
    }

    /** Any thread. How many carriers are parked and not promised a wake-up. */
    int parked() {
        return parked(counts);
    }

    /** Any thread. How many carriers search. */
    int searching() {
        return searching(counts);
    }

    /** Any thread, after work has become visible in a queue. */
    final void workAdded() {
        fenceOfAdder();
        if (isWakeUpNeeded(counts)) {
            wakeOne();
        }
    }

    /** Broken on purpose by a test's twin. */
    void fenceOfAdder() {
        VarHandle.fullFence();
    }

    /** By a carrier that tells of its forks lightly, after one has been pushed. */
    final void forkAdded() {
        if (isWakeUpNeeded(counts)) { // may come before the push is visible: see ForkNotice
            wakeOne();
        }
    }

    private static boolean isWakeUpNeeded(int c) {
        return parked(c) > 0 && searching(c) == 0;
    }

    private void wakeOne() {
        for (int c = counts; isWakeUpNeeded(c); c = counts) {
            if (COUNTS.compareAndSet(this, c, c - PARKED + SEARCHING)) {
                notifyOne();
                return;
            }
        }
    }

    /** Keeps a promise: there is a PARKED carrier, see the header. */
    private void notifyOne() {
        for (; ; ) {
            for (Sleeper sleeper : sleepers) {
                if (sleeper.tryNotify()) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    /** By a carrier without work: whether it may search. At most half of all do at a time. */
    final boolean tryBeginSearch() {
        for (int c = counts; searching(c) * 2 < sleepers.length; c = counts) {
            if (COUNTS.compareAndSet(this, c, c + SEARCHING)) {
                return true;
            }
        }
        return false;
    }

    /**
     * By a searcher that has found work.
     *
     * @param needsAnother looks at every queue, and whether a lookout is needed
     */
    final void foundWork(BooleanSupplier needsAnother) {
        int before = (int) COUNTS.getAndAdd(this, -SEARCHING);
        if (searching(before) == 1 && parked(before) > 0 && needsAnother.getAsBoolean()) {
            wakeOne();
        }
    }

    /** P1 and P2. The caller then looks at every queue once more. */
    final void beginParking(Sleeper me, boolean wasSearching) {
        me.setParked();
        COUNTS.getAndAdd(this, wasSearching ? PARKED - SEARCHING : PARKED);
    }

    /**
     * By a parked carrier that wants to go on.
     *
     * @return true if it is AWAKE now, and a searcher; false if somebody is about to notify it, or
     *     has
     */
    final boolean tryWakeMyself(Sleeper me) {
        for (int c = counts; parked(c) > 0; c = counts) {
            if (COUNTS.compareAndSet(this, c, c - PARKED + SEARCHING)) {
                if (me.tryCancelPark()) {
                    return true;
                }
                // Somebody chose us in the meantime and made us a searcher: that promise is kept,
                // ours is not needed.
                COUNTS.getAndAdd(this, PARKED - SEARCHING);
                return false;
            }
        }
        return false; // all who are parked have been promised a wake-up, so we have
    }

    // ---- The lookout ---------------------------------------------------------------------------

    /** By a carrier whose next slot, timers or forks others may have to look after. */
    final void ensureLookout() {
        if (lookout == null && sleepers.length > 1) {
            int c = counts;
            if (isWakeUpNeeded(c)) {
                wakeOne();
            }
        }
    }

    /** By a parked carrier, each time before it sleeps: whether it is the lookout. */
    final boolean isLookout(Sleeper me) {
        if (!isAnybodyWorking()) {
            resign(me);
            if (!isAnybodyWorking()) { // again: somebody may have begun and seen a lookout
                return false;
            }
        }
        return lookout == me || lookout == null && LOOKOUT.compareAndSet(this, null, me);
    }

    private boolean isAnybodyWorking() {
        return parked(counts) < sleepers.length;
    }

    /** By a carrier that stops sleeping. */
    final void resign(Sleeper me) {
        if (lookout == me) {
            lookout = null;
        }
    }

    /** Any thread. */
    final boolean hasLookout() {
        return lookout != null;
    }
}
