package dev.raddle;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A joiner that refuses a second scope: it would mix up the results of both.
 *
 * @param <T> what the children return
 * @param <R> what the joiner makes of it
 */
abstract class SingleUseJoiner<T, R> implements Joiner<T, R> {
    private final AtomicBoolean used = new AtomicBoolean();

    /** By the scope that is opened with it. */
    final void use() {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "this joiner was used by an earlier scope: make a new one for each scope");
        }
    }
}
