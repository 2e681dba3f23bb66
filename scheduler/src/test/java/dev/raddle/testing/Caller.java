package dev.raddle.testing;

import dev.raddle.Coroutine;
import dev.raddle.Scheduler;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Somebody who calls what may wait, on a thread of any kind; and what has become of the call.
 *
 * @param <T> the result
 */
public final class Caller<T> {
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Coroutine<?> coroutine;
    private T result;
    private Throwable failure;
    private boolean interruptedAtTheEnd;

    /** The kinds of thread. */
    public enum Kind {
        /** A coroutine of the scheduler. */
        COROUTINE,

        /** A virtual thread of the JDK's. */
        VIRTUAL,

        /** A thread of the system's. */
        PLATFORM;

        /** The kind of the nth of many, all kinds in turn. */
        public static Kind of(int nth) {
            return values()[nth % values().length];
        }
    }

    private Caller() {}

    /** Starts a call; the scheduler is that of a coroutine. */
    public static <T> Caller<T> start(Kind kind, Scheduler scheduler, Callable<T> call) {
        var caller = new Caller<T>();
        switch (kind) {
            case COROUTINE ->
                    caller.coroutine =
                            scheduler.spawn(() -> {
                                caller.run(call);
                            });
            case VIRTUAL -> Thread.ofVirtual().start(() -> caller.run(call));
            case PLATFORM -> Thread.ofPlatform().daemon().start(() -> caller.run(call));
        }
        return caller;
    }

    /** Starts a call on a thread of the system's with a stack of a size. */
    public static <T> Caller<T> start(long stackSize, Callable<T> call) {
        var caller = new Caller<T>();
        Thread.ofPlatform().daemon().stackSize(stackSize).start(() -> caller.run(call));
        return caller;
    }

    private void run(Callable<T> call) {
        thread.set(Thread.currentThread());
        try {
            result = call.call();
        } catch (Throwable e) {
            failure = e;
        } finally {
            interruptedAtTheEnd = Thread.interrupted();
            ended.countDown();
        }
    }

    /** Returns once the call waits. */
    public Caller<T> waiting() {
        Await.until(() -> thread.get() != null);
        Await.parked(thread.get());
        return this;
    }

    /** Whether it waits just now. */
    public boolean isWaiting() {
        Thread started = thread.get();
        return started != null && started.getState() == Thread.State.WAITING;
    }

    /** Interrupts its thread. */
    public void interrupt() {
        thread.get().interrupt();
    }

    /** Cancels its coroutine. */
    public void cancel() {
        coroutine.cancel();
    }

    /** Cancels its coroutine, with or without an interrupt. */
    public void cancel(boolean mayInterrupt) {
        coroutine.cancel(mayInterrupt);
    }

    /** Whether the call has begun. */
    public boolean hasStarted() {
        return thread.get() != null;
    }

    /** Whether the call has ended. */
    public boolean isDone() {
        return ended.getCount() == 0;
    }

    /** What the call has returned, once it has. */
    public T result() throws InterruptedException {
        ended.await();
        if (failure != null) {
            throw new AssertionError("the call has failed", failure);
        }
        return result;
    }

    /** What the call has thrown, once it has; null if it has returned. */
    public Throwable failure() throws InterruptedException {
        ended.await();
        return failure;
    }

    /** Whether its thread was interrupted when the call had ended. */
    public boolean wasInterruptedAtTheEnd() throws InterruptedException {
        ended.await();
        return interruptedAtTheEnd;
    }
}
