package dev.raddle.scheduler.jdk;

/**
 * Keeps the thread-locals of two coroutines apart that run on one stack: a child that its parent's
 * join runs as a plain call, and that parent.
 *
 * <p>To be called on the thread in question. Costs a few plain loads and stores.
 */
public final class ThreadLocals {
    private ThreadLocals() {}

    /**
     * Takes the current thread's thread-locals away: it has none until {@link #restore}.
     *
     * @param thread the current thread
     * @return what it had, null for none
     * @throws JdkAccessException if the flag is missing
     */
    public static Object takeAway(Thread thread) {
        try {
            Object own = (Object) JdkHandles.THREAD_LOCALS.invokeExact(thread);
            Object inheritable = (Object) JdkHandles.INHERITABLE_THREAD_LOCALS.invokeExact(thread);
            if (own == null && inheritable == null) {
                return null;
            }
            set(thread, null, null);
            return new Both(own, inheritable);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    /**
     * Drops the current thread's thread-locals and gives it others back.
     *
     * @param thread the current thread
     * @param taken from {@link #takeAway}
     * @throws JdkAccessException if the flag is missing
     */
    public static void restore(Thread thread, Object taken) {
        try {
            if (taken instanceof Both both) {
                set(thread, both.own, both.inheritable);
            } else if ((Object) JdkHandles.THREAD_LOCALS.invokeExact(thread) != null
                    || (Object) JdkHandles.INHERITABLE_THREAD_LOCALS.invokeExact(thread) != null) {
                set(thread, null, null);
            }
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    private static void set(Thread thread, Object own, Object inheritable) throws Throwable {
        JdkHandles.SET_THREAD_LOCALS.invokeExact(thread, own);
        JdkHandles.SET_INHERITABLE_THREAD_LOCALS.invokeExact(thread, inheritable);
    }

    private record Both(Object own, Object inheritable) {}
}
