package dev.raddle.scheduler;

/** What a coroutine belongs to: a scope, or its scheduler if it is unstructured. */
interface Group {

    /**
     * A member has ended; its outcome is there. Called once for each member, by whoever completed
     * it; must not throw and not suspend.
     *
     * @param unawaited whether nobody was waiting for it
     */
    void ended(CoroutineImpl<?> member, boolean unawaited);

    /**
     * What to tell whoever joins a member that did not succeed.
     *
     * @return the reason; null for a plain cancellation
     */
    default Throwable reasonOf(Completion.Failure failure) {
        return failure.cancelled() ? null : failure.cause();
    }
}
