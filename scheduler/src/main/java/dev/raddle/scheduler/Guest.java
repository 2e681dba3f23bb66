package dev.raddle.scheduler;

/**
 * A virtual thread that was started by code inside a coroutine and so inherited our scheduler
 * (DESIGN F4): a fork of a {@code StructuredTaskScope}, say. We run it; we know nothing of it.
 */
final class Guest extends Work {
    private final Runnable continuation;

    Guest(Runnable continuation) {
        this.continuation = continuation;
    }

    /** Mounts the virtual thread on the carrier that runs it. */
    Runnable continuation() {
        return continuation;
    }
}
