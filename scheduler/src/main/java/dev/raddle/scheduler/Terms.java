package dev.raddle.scheduler;

import dev.raddle.Joiner;
import dev.raddle.ScopeOptions;

import java.util.concurrent.Semaphore;

/**
 * What only some scopes have, so that a plain one weighs less: options and a joiner.
 *
 * @param <T> what the children return
 * @param <R> the scope's result
 */
final class Terms<T, R> {
    // Immutable.
    final ScopeOptions options;
    final Verdicts<T, R> verdicts;
    final Semaphore slots;
    final ScopeDeadline deadline;
    final Thread thread; // of an owner that is no coroutine

    Terms(ScopeImpl<T, R> scope, Joiner<? super T, ? extends R> joiner, ScopeOptions options) {
        this.options = options;
        this.verdicts = joiner == null ? null : new Verdicts<>(scope, joiner);
        this.slots =
                options.concurrency() == Integer.MAX_VALUE
                        ? null
                        : new Semaphore(options.concurrency());
        this.deadline = options.deadline() == null ? null : new ScopeDeadline(scope);
        this.thread = scope.owner() == null ? Thread.currentThread() : null;
    }
}
