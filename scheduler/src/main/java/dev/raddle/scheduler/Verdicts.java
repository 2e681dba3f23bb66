package dev.raddle.scheduler;

import dev.raddle.Joiner;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls a scope's joiner for each child that has ended, one call at a time, without a lock.
 *
 * <p><b>Protocol.</b> Whoever raises {@code undecided} from 0 works the queue off, also for those
 * who come meanwhile, until it is 0 again. The counter's atomic changes order one call before the
 * next. A child is settled, and the owner's join can see the result, only after the call for it.
 *
 * @param <T> what the children return
 * @param <R> the joiner's result
 */
class Verdicts<T, R> {
    private final ScopeImpl<T, R> scope;
    private final Joiner<? super T, ? extends R> joiner;

    // Any thread.
    private final ConcurrentLinkedQueue<CoroutineImpl<?>> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger undecided = new AtomicInteger();

    Verdicts(ScopeImpl<T, R> scope, Joiner<? super T, ? extends R> joiner) {
        this.scope = scope;
        this.joiner = joiner;
    }

    /** By whoever has completed it. Broken on purpose by a test's twin. */
    void add(CoroutineImpl<?> child) {
        try {
            ended.add(child);
        } catch (OutOfMemoryError e) {
            failWithoutVerdict(e);
            return;
        }
        if (undecided.getAndIncrement() == 0) {
            do {
                decide(ended.poll());
            } while (undecided.decrementAndGet() != 0);
        }
    }

    /** Then the joiner is not told of the child, and there is no result. */
    private void failWithoutVerdict(OutOfMemoryError reason) {
        try {
            scope.fail(reason);
        } finally {
            scope.settled();
        }
    }

    final void decide(CoroutineImpl<?> child) {
        try {
            var verdict = new Verdict(child);
            StackRoom.apart(verdict);
            if (verdict.isEnough) {
                scope.cancelNow();
            }
        } catch (Throwable e) {
            scope.fail(e);
        } finally {
            scope.settled();
        }
    }

    /** A call of the joiner, which is code of a user. Not a lambda, for the end of a stack. */
    private final class Verdict implements Runnable {
        private final CoroutineImpl<?> child;
        private boolean isEnough;

        Verdict(CoroutineImpl<?> child) {
            this.child = child;
        }

        @Override
        @SuppressWarnings("unchecked") // only children that return a T are forked into the scope
        public void run() {
            isEnough = joiner.onComplete((CoroutineImpl<? extends T>) child);
        }
    }

    /** By the owner, when all children are settled. */
    final R result() {
        try {
            return joiner.result();
        } catch (Throwable e) {
            throw new CompletionException(e);
        }
    }
}
