package dev.raddle.scheduler;

/**
 * What a {@link ForkDeque} holds: a child of a scope, or the right half of a join of {@link
 * dev.raddle.Parallel}. Its parent starts it by itself unless somebody was faster.
 */
sealed interface Forked permits CoroutineImpl, Branch {

    /** Any thread. Whether somebody has started it: then its entry in a deque is stale. */
    boolean hasLeftQueue();

    /**
     * By a carrier that took it out of a deque.
     *
     * @return what to run; null, or one that has left the queue, if it is stale
     */
    CoroutineImpl<?> begin(Carrier carrier);
}
