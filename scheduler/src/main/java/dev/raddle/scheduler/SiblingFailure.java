package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a stolen half tells its parent's stack when it fails: a link of the list in {@link
 * SiblingFailures}.
 *
 * <p><b>States</b> of {@code phase}:
 *
 * <pre>
 *   BOTH          both halves run
 *   LEFT_ENDED    the left half has ended first: nobody tells it anything any more
 *   INTERRUPTING  the right half has failed first, and is about to interrupt
 *   TOLD          it has, or the parent was in an uncancellable section
 * </pre>
 *
 * <p>By CAS from BOTH, so both sides know which half ended first.
 */
abstract class SiblingFailure {
    private static final int BOTH = 0;
    private static final int LEFT_ENDED = 1;
    private static final int INTERRUPTING = 2;
    private static final int TOLD = 3;

    private static final VarHandle PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(SiblingFailure.class, "phase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Before it is published, and by the stack's code.
    SiblingFailure next;

    // Both halves, by CAS.
    private volatile int phase;

    /** Any thread. Whether the parent is in an uncancellable section. */
    abstract boolean isParentUncancellable();

    /** By who fails: interrupts the parent's thread. */
    abstract void interruptParent();

    /**
     * By the parent.
     *
     * @return whether the right half has not failed before
     */
    final boolean tryEndLeft() {
        return PHASE.compareAndSet(this, BOTH, LEFT_ENDED);
    }

    /** By who fails, before its end; does nothing if the left half has ended before. */
    final void tell(SiblingFailures parentsStack) {
        if (PHASE.compareAndSet(this, BOTH, INTERRUPTING)) {
            parentsStack.add(this);
            if (!isParentUncancellable()) { // after the atomic step
                interruptParent();
            }
            phase = TOLD;
        }
    }

    /** By the parent, when the left half has ended. */
    final boolean wasFirst() {
        return phase >= INTERRUPTING;
    }

    /** By code on the stack: an interrupt has arrived, or never will, when this returns. */
    final void awaitInterrupter() {
        while (phase == INTERRUPTING) {
            Thread.onSpinWait(); // not a yield, which the JVM refuses to a stack that is too deep
        }
    }
}
