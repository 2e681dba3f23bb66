package dev.raddle.scheduler;

import java.util.concurrent.locks.LockSupport;

/**
 * Parks the calling thread until a time: a coroutine by its carrier's timers, which cost less than
 * the JDK's shared ones (DESIGN F13) and can be driven by a test's clock; any other thread by
 * {@code parkNanos}.
 */
abstract class Alarm extends Timer {

    /** An alarm for the caller; {@code Long.MAX_VALUE} is never. */
    static Alarm set(CoroutineImpl<?> me, long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return Never.NEVER;
        }
        if (me == null) {
            return new OnThread(nanos);
        }
        Carrier carrier = Carrier.current();
        var alarm = new OnCarrier(carrier.timers());
        carrier.schedule(alarm, nanos);
        return alarm;
    }

    /** Parks; false if the time is over. Returns early for no reason, as every park may. */
    abstract boolean park();

    /** No longer needed. Does nothing if the time is over. */
    abstract void cancel();

    @Override
    void expired() {}

    private static final class Never extends Alarm {
        static final Never NEVER = new Never();

        @Override
        boolean park() {
            LockSupport.park();
            return true;
        }

        @Override
        void cancel() {}
    }

    private static final class OnThread extends Alarm {
        private final long until;

        OnThread(long nanos) {
            until = System.nanoTime() + nanos;
        }

        @Override
        boolean park() {
            long left = until - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(left);
            return true;
        }

        @Override
        void cancel() {}
    }

    private static final class OnCarrier extends Alarm {
        private final Timers timers;
        private final Thread thread = Thread.currentThread();
        private volatile boolean expired;

        OnCarrier(Timers timers) {
            this.timers = timers;
        }

        @Override
        boolean park() {
            if (!expired) {
                LockSupport.park();
            }
            return !expired;
        }

        @Override
        void expired() {
            expired = true;
            LockSupport.unpark(thread);
        }

        @Override
        void cancel() {
            if (!expired) {
                timers.cancel(this);
            }
        }
    }
}
