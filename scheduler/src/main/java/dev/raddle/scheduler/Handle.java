package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.DeadlineExceededException;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What a coroutine's handle tells about its end, in the terms of {@code Future}. Any thread.
 *
 * @param <T> the result
 */
abstract class Handle<T> extends CancelState<T> implements Coroutine<T> {

    /** What it belongs to, which may know why it was cancelled. */
    abstract Group group();

    final T resultOrThrow(Object outcome) {
        if (outcome instanceof Failure failure) {
            throw failed(failure);
        }
        return resultIn(outcome);
    }

    private RuntimeException failed(Failure failure) {
        Throwable reason = group().reasonOf(failure);
        if (failure.cancelled() && reason instanceof DeadlineExceededException overdue) {
            return overdue;
        }
        return reason != null ? new CompletionException(reason) : cancellation(failure);
    }

    final T getOrThrow() throws ExecutionException {
        Failure failure = failure();
        if (failure == null) {
            return result();
        }
        Throwable reason = group().reasonOf(failure);
        if (reason != null) {
            throw new ExecutionException(reason);
        }
        throw cancellation(failure);
    }

    private CancellationException cancellation(Failure failure) {
        var cancellation = new CancellationException(name() + " was cancelled");
        cancellation.initCause(failure.cause());
        return cancellation;
    }

    @Override
    public boolean isCancelled() {
        Failure failure = failure();
        return failure != null && failure.cancelled();
    }

    @Override
    public State state() {
        Object outcome = outcome();
        if (outcome == null) {
            return State.RUNNING;
        }
        if (!(outcome instanceof Failure failure)) {
            return State.SUCCESS;
        }
        return failure.cancelled() ? State.CANCELLED : State.FAILED;
    }

    @Override
    public T resultNow() {
        return switch (state()) {
            case SUCCESS -> result();
            case RUNNING -> throw new IllegalStateException(name() + " has not ended");
            case FAILED -> throw new IllegalStateException(name() + " failed", failure().cause());
            case CANCELLED -> throw new IllegalStateException(name() + " was cancelled");
        };
    }

    @Override
    public Throwable exceptionNow() {
        return switch (state()) {
            case FAILED -> failure().cause();
            case RUNNING -> throw new IllegalStateException(name() + " has not ended");
            case SUCCESS -> throw new IllegalStateException(name() + " ended with a result");
            case CANCELLED -> throw new IllegalStateException(name() + " was cancelled");
        };
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        var future = new CompletableFuture<T>();
        var waiter =
                new Waiter() {
                    @Override
                    boolean callsOthers() {
                        return true;
                    }

                    @Override
                    void completed() {
                        settle(future);
                    }
                };
        if (!add(waiter)) {
            settle(future);
        }
        return future;
    }

    private void settle(CompletableFuture<T> future) {
        Failure failure = failure();
        if (failure == null) {
            future.complete(result());
        } else {
            Throwable reason = group().reasonOf(failure);
            future.completeExceptionally(reason != null ? reason : cancellation(failure));
        }
    }
}
