package dev.raddle;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

/**
 * What a scope does about the results of its children, see {@link Scope#open(Joiner)}.
 *
 * <p>{@link #onComplete} is called by one child at a time, but by different threads; the calls, and
 * {@link #result} after them, are ordered by happens-before. So a joiner needs no locks. It must
 * not suspend.
 *
 * <p>A joiner collects what one scope's children give: each scope needs a new one. Those made here
 * refuse a second scope.
 *
 * @param <T> what the children return
 * @param <R> what the joiner makes of it
 */
public interface Joiner<T, R> {

    /**
     * Called once for each child that has ended.
     *
     * @param child a child that is done
     * @return true to cancel the rest
     */
    boolean onComplete(Coroutine<? extends T> child);

    /**
     * Called by the owner's join when all children have ended.
     *
     * @return the scope's result
     * @throws Throwable what makes the scope fail; it surfaces as the cause of a {@link
     *     java.util.concurrent.CompletionException}
     */
    R result() throws Throwable;

    /**
     * All children must succeed; the first failure cancels the rest. The results come in the order
     * of completion, but which of two that end at once comes first is chance, also if one of them
     * has waited for the other.
     *
     * @param <T> what the children return
     * @return a new joiner, for one scope
     */
    static <T> Joiner<T, List<T>> allSuccessful() {
        return new SingleUseJoiner<>() {
            private final List<T> results = new ArrayList<>();
            private Throwable failure;

            @Override
            public boolean onComplete(Coroutine<? extends T> child) {
                if (failure == null) {
                    switch (child.state()) {
                        case SUCCESS -> results.add(child.resultNow());
                        case FAILED -> failure = child.exceptionNow();
                        default -> failure = new CancellationException(child + " was cancelled");
                    }
                }
                return failure != null;
            }

            @Override
            public List<T> result() throws Throwable {
                if (failure != null) {
                    throw failure;
                }
                return results;
            }
        };
    }

    /**
     * The first child that succeeds decides, and the rest is cancelled. If none does, the first
     * failure is the scope's, with the others suppressed.
     *
     * @param <T> what the children return
     * @return a new joiner, for one scope
     */
    static <T> Joiner<T, T> firstSuccess() {
        return new SingleUseJoiner<>() {
            private Coroutine<? extends T> winner;
            private Throwable failure;

            @Override
            public boolean onComplete(Coroutine<? extends T> child) {
                if (winner == null && child.state() == Future.State.SUCCESS) {
                    winner = child;
                } else if (winner == null && child.state() == Future.State.FAILED) {
                    fail(child.exceptionNow());
                }
                return winner != null;
            }

            private void fail(Throwable other) {
                if (failure == null) {
                    failure = other;
                } else if (failure != other) {
                    failure.addSuppressed(other);
                }
            }

            @Override
            public T result() throws Throwable {
                if (winner != null) {
                    return winner.resultNow();
                }
                throw failure != null
                        ? failure
                        : new NoSuchElementException("no child of the scope succeeded");
            }
        };
    }

    /**
     * Nobody is cancelled; the children come in the order of completion, each with its own outcome.
     * Which of two that end at once comes first is chance, also if one of them has waited for the
     * other.
     *
     * @param <T> what the children return
     * @return a new joiner, for one scope
     */
    static <T> Joiner<T, List<Coroutine<? extends T>>> allSettled() {
        return new SingleUseJoiner<>() {
            private final List<Coroutine<? extends T>> children = new ArrayList<>();

            @Override
            public boolean onComplete(Coroutine<? extends T> child) {
                children.add(child);
                return false;
            }

            @Override
            public List<Coroutine<? extends T>> result() {
                return children;
            }
        };
    }
}
