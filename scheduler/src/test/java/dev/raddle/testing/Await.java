package dev.raddle.testing;

import dev.raddle.Coroutine;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Waits for a state that is bound to come; a test's time limit ends a wait in vain. */
public final class Await {
    private static final long POLL_NANOS = 50_000;

    private Await() {}

    /** Looks again and again, and lets others run meanwhile. */
    public static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("interrupted, probably because the test took too long");
            }
            if (Thread.currentThread().isVirtual()) {
                Thread.yield();
            } else {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** Until it has parked, with or without a limit, or waits for a monitor. */
    public static void suspended(Thread thread) {
        until(() ->
                switch (thread.getState()) {
                    case WAITING, TIMED_WAITING, BLOCKED -> true;
                    default -> false;
                });
    }

    /** Until it has parked, not for a monitor: it may need one to load what it calls. */
    public static void parked(Thread thread) {
        String park = LockSupport.class.getName();
        until(() ->
                Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(park)));
    }

    /** Until it has ended, without telling it that somebody waits. */
    public static void ended(Coroutine<?> coroutine) {
        until(coroutine::isDone);
    }
}
