package dev.raddle.scheduler;

import dev.raddle.scheduler.Completion.Failure;

import java.util.concurrent.CancellationException;

/** Makes the outcomes of coroutines that fail; where there is no memory for one, there is one. */
final class Failures {
    private static final Failure EXHAUSTED = new Failure(new Exhausted(), false);

    private Failures() {}

    /** One for all, so it collects nothing: neither suppressed exceptions nor a stack. */
    private static final class Exhausted extends Error {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("no memory left to end a coroutine", null, false, false);
        }
    }

    /** Of one whose body threw something. */
    static Failure of(Throwable thrown, boolean cancelRequested) {
        try {
            return new Failure(thrown, cancelRequested && isCancellation(thrown));
        } catch (OutOfMemoryError e) {
            return EXHAUSTED;
        }
    }

    private static boolean isCancellation(Throwable e) {
        return e instanceof CancellationException || e instanceof InterruptedException;
    }

    /** Of one that was cancelled before it started. */
    static Failure ofUnborn() {
        try {
            return new Failure(
                    new CancellationException("the coroutine was cancelled before it started"),
                    true);
        } catch (OutOfMemoryError e) {
            return EXHAUSTED;
        }
    }

    /** Of one that left a scope open. */
    static Failure ofForgottenScope(CoroutineImpl<?> coroutine) {
        try {
            return new Failure(
                    new IllegalStateException(
                            coroutine.name()
                                    + " ended without closing a scope that it had opened: use try"),
                    false);
        } catch (OutOfMemoryError e) {
            return EXHAUSTED;
        }
    }
}
