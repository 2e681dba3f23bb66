package dev.raddle.scheduler;

/** Something to do at a time; see {@link Timers}. */
abstract class Timer {
    static final long NOT_SCHEDULED = Long.MIN_VALUE;

    // Before it is scheduled.
    private long deadline;

    // Any thread.
    private volatile boolean cancelled;

    // Who holds the wheel.
    long wheelId = NOT_SCHEDULED;
    int slot;

    /** In nanoseconds of the clock of the {@link Timers} that it is given to. */
    final long deadline() {
        return deadline;
    }

    final void setDeadline(long nanos) {
        deadline = nanos;
    }

    final void markCancelled() {
        cancelled = true;
    }

    final boolean isCancelled() {
        return cancelled;
    }

    /** Called once, by some carrier, outside of any coroutine; must not throw and not suspend. */
    abstract void expired();
}
