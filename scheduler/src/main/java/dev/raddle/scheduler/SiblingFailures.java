package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Branches of joins on one stack that have failed elsewhere, while the left halves of these joins
 * still run on the stack: what runs there shall end.
 *
 * <p><b>Role and threads.</b> The failing coroutines, on any carrier, add and interrupt. The code
 * on the stack looks, and removes each failure when its join has seen it. All that runs on top of
 * that join belongs to its left half, and by the time control is back at the join nothing does; so
 * whoever is on top of the stack is meant by each failure whose parent is not in an uncancellable
 * section.
 *
 * <p><b>Protocol.</b> Who fails adds itself by CAS, then looks whether its parent is in an
 * uncancellable section; if not, it interrupts the stack's thread; then it is TOLD, and only then
 * ends. So when the join sees that end, the interrupt has arrived. The parent enters an
 * uncancellable section by an atomic step, then looks at the list and waits for those who
 * interrupt. Both are a store, a full fence (an atomic step) and a load: either who fails sees the
 * section and does not interrupt, or the parent sees that somebody is about to, waits, and clears
 * the interrupt.
 *
 * <p>The join that has seen its failure clears the interrupt, and only then looks whether anybody
 * else wants the stack to end: another failure, or a canceller. Each of these is there to be seen
 * before its interrupt arrives; so either that comes after the clearing, or it is seen, and the
 * join interrupts its own thread again.
 */
abstract class SiblingFailures extends Work {
    private static final VarHandle NEWEST;

    static {
        try {
            NEWEST =
                    MethodHandles.lookup()
                            .findVarHandle(SiblingFailures.class, "newest", SiblingFailure.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any thread adds, code on the stack removes, by CAS. Links between others: code on the stack.
    private volatile SiblingFailure newest;

    /** By who fails. */
    final void add(SiblingFailure failure) {
        SiblingFailure head;
        do {
            head = newest;
            failure.next = head;
        } while (!NEWEST.compareAndSet(this, head, failure));
    }

    /** By code on the stack. Whether any branch has failed that its join has not seen. */
    final boolean hasFailedSibling() {
        return newest != null;
    }

    /** By code on the stack. Whether what is on top of it shall end for a sibling's sake. */
    final boolean isSiblingFailureDue() {
        for (SiblingFailure failure = newest; failure != null; failure = failure.next) {
            if (!failure.isParentUncancellable()) {
                return true;
            }
        }
        return false;
    }

    /** By code on the stack, after it has entered an uncancellable section. */
    final void awaitInterrupters() {
        for (SiblingFailure failure = newest; failure != null; failure = failure.next) {
            failure.awaitInterrupter();
        }
    }

    /** By the join, when it has seen the failure, which is TOLD. */
    final void remove(SiblingFailure failure) {
        if (!NEWEST.compareAndSet(this, failure, failure.next)) {
            SiblingFailure before = newest; // others only add in front of it
            while (before.next != failure) {
                before = before.next;
            }
            before.next = failure.next;
        }
    }
}
