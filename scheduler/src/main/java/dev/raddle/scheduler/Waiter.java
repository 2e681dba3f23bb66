package dev.raddle.scheduler;

import java.util.concurrent.locks.LockSupport;

/** Somebody to tell when a coroutine has ended: a link of the list in {@link Completion}. */
abstract class Waiter implements Runnable {
    // Written before the waiter is published, and by Completion.remove.
    Waiter next;

    /** Whether it no longer waits; then it is unlinked some time. */
    boolean isGone() {
        return false;
    }

    /** Whether {@link #completed} calls code of users. */
    boolean callsOthers() {
        return false;
    }

    /** Called once, by whoever completes; must not throw. */
    abstract void completed();

    @Override
    public final void run() {
        completed();
    }

    /** A thread, virtual or not, that parks until the coroutine has ended. */
    static final class Parked extends Waiter {
        private volatile Thread thread = Thread.currentThread();

        // The waiting thread only.
        private boolean interrupted;

        /** By the waiting thread: an interrupt is kept for later, or no park would last. */
        void noteInterrupt() {
            interrupted |= Thread.interrupted();
        }

        boolean wasInterrupted() {
            return interrupted;
        }

        /** By the waiting thread, when it stops waiting. */
        void leave() {
            thread = null;
        }

        @Override
        boolean isGone() {
            return thread == null;
        }

        @Override
        void completed() {
            LockSupport.unpark(thread);
        }
    }
}
