package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;

/**
 * How something ends, once, and who waits for it.
 *
 * <p><b>Role and threads.</b> Any thread asks and waits; exactly one completes: who has the right
 * to is decided elsewhere.
 *
 * <p><b>States</b> of the one word {@code state}:
 *
 * <pre>
 *   null              pending, nobody waits
 *   a Waiter          pending, the newest of a linked list of waiters
 *   a Failure         ended: failed or cancelled
 *   NULL              ended with the result null
 *   a Boxed           ended with a result that looks like one of these
 *   anything else     ended with this result
 * </pre>
 *
 * <p><b>Protocol.</b> A waiter adds itself by CAS and parks until {@link #isDone}. The completer
 * exchanges the list for the outcome: who was in the list is told, who comes later sees the
 * outcome, and there is nothing in between. The exchange also publishes whatever the body did.
 *
 * <p>After {@code java.util.concurrent.CompletableFuture}'s stack of dependants.
 *
 * @param <T> the result
 */
abstract class Completion<T> extends Work {
    private static final Object NULL = new Object();

    private static final VarHandle STATE;

    static {
        try {
            var lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Completion.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any thread, by CAS and exchange.
    private volatile Object state;

    private record Boxed(Object result) {}

    /**
     * An end without a result.
     *
     * @param cause what the body threw
     * @param cancelled whether that is the end of a cancellation
     */
    record Failure(Throwable cause, boolean cancelled) {}

    /** The outcome that stands for a result. */
    static Object success(Object result) {
        if (result == null) {
            return NULL;
        }
        return result instanceof Waiter || result instanceof Failure || result instanceof Boxed
                ? new Boxed(result)
                : result;
    }

    /** The outcome of something cancelled before it began. */
    static Object cancelledBeforeStart() {
        return new Failure(
                new CancellationException("the coroutine was cancelled before it started"), true);
    }

    public final boolean isDone() {
        return isOutcome(state);
    }

    private static boolean isOutcome(Object s) {
        return s != null && !(s instanceof Waiter);
    }

    /** What it was ended with; null if pending. */
    final Object outcome() {
        Object s = state;
        return s instanceof Waiter ? null : s;
    }

    /** The failure or cancellation; null if successful or pending. */
    final Failure failure() {
        return state instanceof Failure failure ? failure : null;
    }

    /** The result of something that succeeded. */
    final T result() {
        return resultIn(state);
    }

    /** The same, of an outcome. */
    @SuppressWarnings("unchecked") // only a T is ever given to success()
    final T resultIn(Object outcome) {
        if (outcome == NULL) {
            return null;
        }
        return (T) (outcome instanceof Boxed boxed ? boxed.result : outcome);
    }

    /** Ends it: nobody else may, before or after. Returns those who wait, for {@link #tell}. */
    final Waiter publish(Object outcome) {
        return exchange(outcome);
    }

    /** Broken on purpose by a test's twin, which reads the list and stores the outcome apart. */
    Waiter exchange(Object outcome) {
        return (Waiter) STATE.getAndSet(this, outcome);
    }

    /** For that twin only. */
    final Waiter exchangeInTwoSteps(Object outcome) {
        Waiter newest = (Waiter) state;
        state = outcome;
        return newest;
    }

    /**
     * Tells the waiters, but not those who call code of users. Only reads the list: somebody may
     * still be unlinking from it.
     *
     * @param newest what {@link #publish} returned
     * @return whether there are such others
     */
    static boolean tell(Waiter newest) {
        boolean callsOthers = false;
        for (Waiter waiter = newest; waiter != null; waiter = waiter.next) {
            if (waiter.callsOthers()) {
                callsOthers = true;
            } else {
                waiter.completed();
            }
        }
        return callsOthers;
    }

    /** Last, since their code may block. What one of them throws does not keep it from others. */
    static void tellThoseWhoCallOthers(Waiter newest) {
        Throwable failure = null;
        for (Waiter waiter = newest; waiter != null; waiter = waiter.next) {
            if (waiter.callsOthers()) {
                try {
                    StackRoom.apart(waiter);
                } catch (Throwable e) {
                    failure = failure == null ? e : failure;
                }
            }
        }
        if (failure != null) {
            throw Completion.<RuntimeException>unchecked(failure);
        }
    }

    @SuppressWarnings("unchecked") // what was caught came from code that declares nothing
    static <X extends Throwable> X unchecked(Throwable e) throws X {
        throw (X) e;
    }

    /** Adds a waiter. False if it has ended already: then the waiter is not told. */
    final boolean add(Waiter waiter) {
        for (; ; ) {
            Object s = state;
            if (isOutcome(s)) {
                return false;
            }
            waiter.next = (Waiter) s;
            if (STATE.compareAndSet(this, s, waiter)) {
                return true;
            }
        }
    }

    /** Whether somebody waits. */
    final boolean isAwaited() {
        return state instanceof Waiter;
    }

    /**
     * Unlinks waiters that are gone, so that a long-lived coroutine joined often with a limit holds
     * no garbage. A link only ever moves forward over waiters that are gone; so two threads that
     * unlink at once, or one and {@link #tell}, may see one that is gone, but never miss another.
     */
    final void unlinkGone() {
        Object s = state;
        while (s instanceof Waiter head && head.isGone()) {
            s = STATE.compareAndSet(this, s, head.next) ? head.next : state;
        }
        if (s instanceof Waiter waiter) {
            for (Waiter next = waiter.next; next != null; next = next.next) {
                if (next.isGone()) {
                    waiter.next = next.next;
                } else {
                    waiter = next;
                }
            }
        }
    }
}
