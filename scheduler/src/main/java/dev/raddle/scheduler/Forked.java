package dev.raddle.scheduler;

/**
 * What a {@link ForkDeque} holds: a child of a scope, the right half of a range, or the joins of a
 * host that has unmounted. Its parent starts it by itself unless somebody was faster.
 */
sealed interface Forked permits CoroutineImpl, Branch, JoinStack {

    /** Any thread. Whether somebody has started it: then its entry in a deque is stale. */
    boolean hasLeftQueue();

    /**
     * By a carrier that took it out of a deque.
     *
     * @return what to run; null, or one that has left the queue, if it is stale
     */
    CoroutineImpl<?> begin(Carrier carrier);

    /** By a carrier that has dropped it from its deque, since it was stale. */
    default void dropped(Carrier carrier) {}
}
