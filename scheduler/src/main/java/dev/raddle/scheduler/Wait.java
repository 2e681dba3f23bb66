package dev.raddle.scheduler;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Waiting for an end, in all its variants: from a coroutine, another virtual thread or a platform
 * thread; for ever or for a time; ended by an interrupt or not. A cancellation of the calling
 * coroutine ends them all.
 */
final class Wait {
    private Wait() {}

    /** The time in nanoseconds, at most {@code Long.MAX_VALUE}, which means for ever. */
    static long nanos(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        try {
            return limit.toNanos();
        } catch (ArithmeticException e) {
            return limit.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    /**
     * Waits for ever; an interrupt is kept for later. What {@link #until} does, in fewer and
     * smaller frames: they are what a suspended coroutine weighs.
     */
    static void untilDone(Completion<?> target, CoroutineImpl<?> me) {
        StackRoom.ensure();
        var waiter = new Waiter.Parked();
        if (!target.add(waiter)) {
            return;
        }
        letQueuedRun(target, me);
        while (!target.isDone() && keepWaiting(target, waiter, me)) {
            LockSupport.park();
        }
        if (waiter.wasInterrupted()) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean keepWaiting(
            Completion<?> target, Waiter.Parked waiter, CoroutineImpl<?> me) {
        if (me != null && me.isEnding()) {
            waiter.leave();
            target.unlinkGone();
            throw me.cancelled();
        }
        waiter.noteInterrupt();
        return true;
    }

    /**
     * Lets those run who are before the target in the queue, and it too: often it has ended by
     * then, and joining many coroutines in a row costs one switch instead of one for each. The
     * waiter is in its list already, so that the target knows that somebody waits.
     */
    private static void letQueuedRun(Completion<?> target, CoroutineImpl<?> me) {
        if (me != null && target instanceof CoroutineImpl<?> queued && !queued.hasLeftQueue()) {
            Thread.yield();
        }
    }

    /** Waits for a time; an interrupt is kept for later. False if the time is over. */
    static boolean untilDone(Completion<?> target, long nanos) {
        try {
            return until(target, Carrier.currentCoroutine(), nanos, false);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for a time, or until interrupted. False if the time is over. */
    static boolean untilDoneOrInterrupted(Completion<?> target, long nanos)
            throws InterruptedException {
        return until(target, Carrier.currentCoroutine(), nanos, true);
    }

    private static boolean until(
            Completion<?> target, CoroutineImpl<?> me, long nanos, boolean interruptible)
            throws InterruptedException {
        if (interruptible) {
            throwIfInterrupted(me);
        }
        if (target.isDone()) {
            return true;
        }
        if (nanos <= 0) {
            return false;
        }
        StackRoom.ensure();
        var waiter = new Waiter.Parked();
        if (!target.add(waiter)) {
            return true;
        }
        letQueuedRun(target, me);
        return park(target, waiter, me, nanos, interruptible);
    }

    private static boolean park(
            Completion<?> target,
            Waiter.Parked waiter,
            CoroutineImpl<?> me,
            long nanos,
            boolean interruptible)
            throws InterruptedException {
        boolean interrupted = false;
        Alarm alarm = Alarm.set(me, nanos);
        try {
            while (!target.isDone()) {
                if (me != null) {
                    me.throwIfCancelled();
                }
                if (interruptible) {
                    throwIfInterrupted(me);
                } else {
                    interrupted |= Thread.interrupted();
                }
                if (!alarm.park()) {
                    return target.isDone();
                }
            }
            return true;
        } finally {
            alarm.cancel();
            waiter.leave();
            if (!target.isDone()) {
                target.unlinkGone();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A cancellation comes with an interrupt, which comes later: then it is that. */
    private static void throwIfInterrupted(CoroutineImpl<?> me) throws InterruptedException {
        if (Thread.interrupted()) {
            if (me != null) {
                me.throwIfCancelled();
            }
            throw new InterruptedException();
        }
    }

    /** Waits for a time, or until interrupted or cancelled. */
    static void sleep(CoroutineImpl<?> me, long nanos) throws InterruptedException {
        StackRoom.ensure();
        Alarm alarm = Alarm.set(me, nanos);
        try {
            do {
                me.throwIfCancelled();
                throwIfInterrupted(me);
            } while (alarm.park());
        } finally {
            alarm.cancel();
        }
    }
}
