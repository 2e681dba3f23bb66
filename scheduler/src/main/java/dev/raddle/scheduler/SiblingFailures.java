package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How many branches of joins on one stack have failed elsewhere, while the left halves of these
 * joins still run on the stack: what runs there shall end.
 *
 * <p><b>Role and threads.</b> The failing coroutines, on any carrier, add and interrupt. The
 * coroutine on the stack looks, and settles each failure when its join has seen it. All that runs
 * on top of that join belongs to its left half, and by the time control is back at the join nothing
 * does; so one number for the whole stack is enough.
 *
 * <p><b>States</b> of {@code count}: how many failures (lower half) and how many of those who fail
 * are about to interrupt (upper half).
 *
 * <p><b>Protocol.</b> Who fails adds one to both, then looks whether the parent is in an
 * uncancellable section; if not, it interrupts the parent's thread; then it takes one from the
 * upper half, and only then ends. So when the join sees that end, the interrupt has arrived. The
 * parent enters an uncancellable section by an atomic step, then waits until the upper half is
 * zero. Both are a store, a full fence (an atomic step) and a load: either who fails sees the
 * section and does not interrupt, or the parent sees that somebody is about to, waits, and clears
 * the interrupt.
 */
final class SiblingFailures {
    private static final int FAILED = 1;
    private static final int INTERRUPTING = 1 << 16;

    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(SiblingFailures.class, "count", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any thread, by atomic addition.
    private volatile int count;

    /** By a coroutine whose parent's other half shall end. */
    void add(CoroutineImpl<?> parent) {
        COUNT.getAndAdd(this, FAILED + INTERRUPTING);
        if (!parent.isUncancellable()) { // after the atomic step
            parent.host().thread().interrupt();
        }
        COUNT.getAndAdd(this, -INTERRUPTING);
    }

    /** By the parent, on its stack, when it has seen the end of one of them. */
    void settled(CoroutineImpl<?> parent) {
        int left = (int) COUNT.getAndAdd(this, -FAILED) - FAILED;
        if (left == 0 && !parent.isCancelRequested()) {
            Thread.interrupted(); // it was for the left half
        }
    }

    /** By code on the stack. */
    boolean isEmpty() {
        return count == 0;
    }

    /** By code on the stack, after it has entered an uncancellable section. */
    void awaitInterrupters() {
        for (int spins = 0; count >= INTERRUPTING; spins++) {
            if (spins < 1000) {
                Thread.onSpinWait();
            } else {
                Thread.yield(); // one was preempted; nobody interrupts while suspended
            }
        }
    }
}
