package dev.raddle.scheduler;

import java.util.concurrent.locks.LockSupport;

/**
 * How {@code dev.raddle.scheduler.channel} makes its callers wait: coroutines, other virtual
 * threads and platform threads. Public for that package only.
 */
public final class Parking {

    /** Something to wait for, which others settle, and which one may stop waiting for. */
    public interface Waiting {

        /**
         * Whether there is nothing to wait for any more.
         *
         * @return true once settled, for ever
         */
        boolean isSettled();

        /**
         * Stops waiting.
         *
         * @return false if it is settled
         */
        boolean withdraw();
    }

    private Parking() {}

    /**
     * At the beginning of an operation: ends a cancelled caller, lets others run if the caller has
     * had its slice, and makes sure that the operation will not overflow the stack half-way.
     */
    public static void enter() {
        StackRoom.ensureInlined();
        Carrier carrier = Carrier.ofJoiner();
        Host host = carrier == null ? null : carrier.mounted();
        if (host != null) {
            CoroutineImpl<?> me = host.current();
            me.throwIfCancelled();
            if (carrier.isSliceOver()) {
                letOthersRun(carrier, me);
            }
        }
    }

    /**
     * At the beginning of an operation that is none of the caller's points of suspension: makes
     * sure that it will not overflow the stack half-way.
     */
    public static void ensureRoom() {
        StackRoom.ensure();
    }

    private static void letOthersRun(Carrier carrier, CoroutineImpl<?> me) {
        if (carrier.hasQueuedWork()) {
            carrier.favourOthers();
            Thread.yield();
            me.throwIfCancelled();
        }
    }

    /**
     * Parks the caller until settled, unless it withdraws before: because it is cancelled,
     * interrupted, or the time is over.
     *
     * @param waiting what for
     * @param nanos how long at most; {@code Long.MAX_VALUE} for ever
     * @return whether it was settled
     * @throws InterruptedException if it has withdrawn since the caller was interrupted
     */
    public static boolean await(Waiting waiting, long nanos) throws InterruptedException {
        CoroutineImpl<?> me = Carrier.currentCoroutine();
        Alarm alarm = null;
        try {
            alarm = Alarm.set(me, nanos);
            boolean inTime = true;
            while (!waiting.isSettled()) {
                if (me != null && me.isEnding()) {
                    if (waiting.withdraw()) {
                        throw me.cancelled();
                    }
                } else if (Thread.interrupted()) {
                    if (waiting.withdraw()) {
                        throwCancelledOrInterrupted(me);
                    }
                    Thread.currentThread().interrupt(); // settled: for whatever waits next
                } else if (!inTime) {
                    return !waiting.withdraw();
                } else {
                    inTime = alarm.park();
                }
            }
            return true;
        } catch (VirtualMachineError e) { // the stack cannot be suspended, or no memory for it
            if (waiting.withdraw()) {
                throw e;
            }
            return true;
        } finally {
            if (alarm != null) {
                alarm.cancel();
            }
        }
    }

    /** A cancellation comes with an interrupt, which comes later: then it is that. */
    private static void throwCancelledOrInterrupted(CoroutineImpl<?> me)
            throws InterruptedException {
        if (me != null) {
            me.throwIfCancelled();
        }
        throw new InterruptedException();
    }

    /**
     * Ends the wait of a thread, or its next one: any thread may, at any time.
     *
     * @param thread that waits
     */
    public static void unpark(Thread thread) {
        LockSupport.unpark(thread);
    }
}
