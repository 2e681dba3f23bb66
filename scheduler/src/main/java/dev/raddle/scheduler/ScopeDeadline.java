package dev.raddle.scheduler;

/** Cancels a scope when its time is over. */
final class ScopeDeadline extends Timer {
    private final ScopeImpl<?, ?> scope;

    // Owner of the scope, before it is scheduled.
    private Timers timers;

    // Some carrier.
    private volatile boolean passed;

    ScopeDeadline(ScopeImpl<?, ?> scope) {
        this.scope = scope;
    }

    void start(RaddleScheduler scheduler, long nanos) {
        timers = scheduler.schedule(this, nanos);
    }

    void stop() {
        if (!passed) {
            timers.cancel(this);
        }
    }

    boolean hasPassed() {
        return passed;
    }

    @Override
    void expired() {
        passed = true;
        // Cancelling may call code of users, which may block: not on the bare carrier.
        scope.scheduler()
                .spawnFromCarrier(() -> {
                    scope.cancelNow();
                    return null;
                });
    }
}
