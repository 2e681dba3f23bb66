package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who may start a coroutine, and whether it is cancelled: one word, and the protocol that lets an
 * interrupt reach this coroutine only and never the next one on the same host (invariant 7).
 *
 * <p><b>States</b> of {@code phase}, a set of bits:
 *
 * <pre>
 *   0             NEW        queued; whoever sets STARTED may run it
 *   STARTED       RUNNING    its host runs it, or it is suspended, or it has ended
 *   CANCELLED     asked to end
 *   INTERRUPTING  somebody is about to interrupt or unpark its host
 *   INTERRUPTED   a host was interrupted once for this cancellation
 *   NEVER_STARTS  with CANCELLED, in one step: it was cancelled in time. With STARTED too, but if
 *                 whoever had started it found its scope cancelled, after that
 *   MASKS         how many uncancellable sections it is in, in the upper bits
 * </pre>
 *
 * <p><b>Protocol.</b> The canceller sets CANCELLED and INTERRUPTING by CAS, then looks whether the
 * outcome is there; if not, it interrupts the host's thread; then it clears INTERRUPTING. The
 * coroutine ends by exchanging its outcome, then looks at INTERRUPTING. Both pairs are a store, a
 * full fence (a CAS, an exchange) and a load: so either the canceller sees the outcome and
 * interrupts nobody, or the coroutine sees INTERRUPTING and keeps its host until the bit is clear.
 * Then the interrupt has arrived, and is cleared before the host runs anybody else. Entering an
 * uncancellable section waits in the same way.
 *
 * <p>After {@code FutureTask}'s INTERRUPTING state.
 *
 * @param <T> the result
 */
abstract class CancelState<T> extends Completion<T> {
    private static final int STARTED = 1;
    private static final int CANCELLED = 2;
    private static final int INTERRUPTING = 4;
    private static final int INTERRUPTED = 8;
    private static final int NEVER_STARTS = 16;
    private static final int MASK = 32;

    private static final VarHandle PHASE;

    static {
        try {
            var lookup = MethodHandles.lookup();
            PHASE = lookup.findVarHandle(CancelState.class, "phase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any thread, by CAS.
    private volatile int phase;

    /** What a cancellation calls for. */
    enum Verdict {
        /** It had ended, or had been cancelled before: nothing to do. */
        NOTHING,
        /** It had not started, and never will: the canceller has to complete it. */
        NEVER_STARTS,
        /** It runs or is suspended: unpark it, by {@link #deliver}; INTERRUPTING is set. */
        WAKE,
        /** The same, by an interrupt. */
        INTERRUPT,
        /** It is in an uncancellable section: it will see at its end. */
        LATER;

        /** Whether the caller has opened the window, and has to {@link #deliver}. */
        boolean opensWindow() {
            return this == WAKE || this == INTERRUPT;
        }
    }

    /** Claims the right to run it; true for one caller only. */
    final boolean tryStart() {
        return PHASE.compareAndSet(this, 0, STARTED);
    }

    /** By whoever has started it and will not run it, since it should have been cancelled. */
    final void markNeverStarts() {
        PHASE.getAndBitwiseOr(this, CANCELLED | NEVER_STARTS);
    }

    /** Whether it was started, or cancelled before: then it is of no use in a queue. */
    public final boolean hasLeftQueue() {
        return (phase & STARTED) != 0;
    }

    /** Whether its body has begun. */
    public final boolean isStarted() {
        return (phase & (STARTED | NEVER_STARTS)) == STARTED;
    }

    /** Whether it was asked to end. */
    final boolean isCancelRequested() {
        return (phase & CANCELLED) != 0;
    }

    /** Whether it was asked to end and is not in an uncancellable section. */
    final boolean isCancelDue() {
        int p = phase;
        return (p & CANCELLED) != 0 && p < MASK;
    }

    /** Whether it is in an uncancellable section. */
    final boolean isUncancellable() {
        return phase >= MASK;
    }

    /** Asks it to end; the verdict says what the caller has to do now. */
    final Verdict requestCancel(boolean mayInterrupt) {
        for (; ; ) {
            int p = phase;
            if (isDone() || !isNews(p, mayInterrupt)) {
                return Verdict.NOTHING;
            }
            Verdict verdict = verdict(p, mayInterrupt);
            boolean upgrade = (p & INTERRUPTING) != 0; // another canceller is about to wake it
            int added = upgrade ? INTERRUPTED : bits(verdict);
            if (PHASE.compareAndSet(this, p, p | added)) {
                return upgrade ? Verdict.LATER : verdict;
            }
        }
    }

    /** Of no use for one that never starts: whoever claimed it completes it, perhaps much later. */
    private static boolean isNews(int p, boolean mayInterrupt) {
        if ((p & NEVER_STARTS) != 0) {
            return false;
        }
        return (p & CANCELLED) == 0 || mayInterrupt && p < MASK && (p & INTERRUPTED) == 0;
    }

    private static Verdict verdict(int p, boolean mayInterrupt) {
        if ((p & STARTED) == 0) {
            return Verdict.NEVER_STARTS;
        }
        if (p >= MASK) {
            return Verdict.LATER;
        }
        return mayInterrupt ? Verdict.INTERRUPT : Verdict.WAKE;
    }

    /** Not by a switch: its table is a class, and one that is loaded where a stack ends fails. */
    private static int bits(Verdict verdict) {
        if (verdict == Verdict.NEVER_STARTS) {
            return STARTED | CANCELLED | NEVER_STARTS;
        }
        if (verdict == Verdict.INTERRUPT) {
            return CANCELLED | INTERRUPTING | INTERRUPTED;
        }
        return verdict == Verdict.WAKE ? CANCELLED | INTERRUPTING : CANCELLED;
    }

    /**
     * The canceller's second half of {@link Verdict#WAKE} and {@link Verdict#INTERRUPT}, after its
     * scopes were cancelled. If another canceller asks for an interrupt meanwhile, this one does
     * it.
     */
    final void deliver() {
        if (!isDone()) { // after the CAS that set INTERRUPTING
            wakeHost();
        }
        closeWindow();
    }

    private void closeWindow() {
        boolean interrupted = false;
        for (int p = phase; ; p = phase) {
            if ((p & INTERRUPTED) != 0 && !interrupted && !isDone()) {
                interrupted = true;
                interruptHost();
            } else if (PHASE.compareAndSet(this, p, p & ~INTERRUPTING)) {
                return;
            }
        }
    }

    /** Unparks the thread that runs it, if it has not ended. */
    abstract void wakeHost();

    /** Interrupts the thread that runs it, if it has not ended. */
    abstract void interruptHost();

    /**
     * By the coroutine itself, after its outcome was exchanged: an interrupt for it has arrived, or
     * never will, when this returns.
     *
     * @return whether an interrupt may be pending on the host
     */
    final boolean settleInterrupt() {
        int p = phase;
        if ((p & INTERRUPTING) != 0) {
            awaitInterrupter();
        }
        return (p & CANCELLED) != 0; // also when it has interrupted itself, after a mask
    }

    /** Broken on purpose by a test's twin. */
    void awaitInterrupter() {
        for (int spins = 0; (phase & INTERRUPTING) != 0; spins++) {
            if (spins < 1000) {
                Thread.onSpinWait();
            } else {
                Thread.yield(); // the interrupter was preempted; nobody interrupts while suspended
            }
        }
    }

    /** By the coroutine itself. */
    final void enterUncancellable() {
        for (; ; ) {
            int p = phase;
            if ((p & INTERRUPTING) != 0) {
                awaitInterrupter();
            } else if (PHASE.compareAndSet(this, p, p + MASK)) {
                return;
            }
        }
    }

    /**
     * By the coroutine itself.
     *
     * @return whether a cancellation is due now
     */
    final boolean leaveUncancellable() {
        int p = (int) PHASE.getAndAdd(this, -MASK) - MASK;
        return p < MASK && (p & CANCELLED) != 0;
    }
}
