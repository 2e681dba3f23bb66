package dev.raddle.scheduler.jdk;

/**
 * Carries {@link ScopedValue} bindings from the coroutine that forks to the host that runs the
 * child.
 *
 * <p>A thread has its bindings in a field, and a cache of values found in them beside it. After a
 * {@code StackOverflowError} the JVM clears both, and the JDK finds the bindings again by walking
 * the stack for frames of its own {@code runWith}. So a body with other bindings than its host runs
 * inside such a frame, with the field set and an empty cache, and both are put back behind it.
 *
 * <p>Bindings are immutable, so what {@link #capture} returned may be used on any thread, at any
 * time, any number of times.
 */
public final class ScopedValueBindings {
    private ScopedValueBindings() {}

    /**
     * {@return the bindings of the current thread, for {@link #run}; null if there are none}
     *
     * <p>Costs one load, except after a {@code StackOverflowError}.
     *
     * @throws JdkAccessException if the flag is missing
     */
    public static Object capture() {
        Object bindings = current(Thread.currentThread());
        return isNone(bindings) ? null : bindings;
    }

    /**
     * {@return what the current thread has them in, to compare: as long as it is the same object,
     * so is what {@link #capture} returns}
     *
     * @throws JdkAccessException if the flag is missing
     */
    public static Object ofThread() {
        try {
            return (Object) JdkHandles.BINDINGS.invokeExact(Thread.currentThread());
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    /**
     * Finds the current thread's bindings again, as {@link #capture} does after a {@code
     * StackOverflowError}; for a rehearsal of that.
     *
     * @throws JdkAccessException if the flag is missing
     */
    public static void findAgain() {
        try {
            find(Thread.currentThread());
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    /**
     * Runs a body under given bindings instead of those of the current thread.
     *
     * <p>May be nested. A plain call if the thread has these bindings already, and if neither has
     * any. The body may suspend and go on elsewhere. What it throws comes out unchanged.
     *
     * @param bindings from {@link #capture}, null for none
     * @param body what to run
     * @throws JdkAccessException if the flag is missing
     */
    public static void run(Object bindings, Runnable body) {
        Thread thread = Thread.currentThread();
        Object outer = current(thread);
        if (bindings == outer || (bindings == null && isNone(outer))) {
            body.run();
        } else {
            Object inner = bindings == null ? JdkHandles.NO_BINDINGS : bindings;
            runBound(thread, outer, inner, body);
        }
    }

    private static void runBound(Thread thread, Object outer, Object inner, Runnable body) {
        try {
            Object[] cache = (Object[]) JdkHandles.CACHE.invokeExact();
            try {
                JdkHandles.SET_CACHE.invokeExact((Object[]) null);
                JdkHandles.SET_BINDINGS.invokeExact(thread, inner);
                JdkHandles.RUN_WITH.invokeExact(thread, inner, body);
            } finally {
                // In this order: with the bindings back and the cache not, it would be stale.
                JdkHandles.SET_CACHE.invokeExact(cache);
                JdkHandles.SET_BINDINGS.invokeExact(thread, outer);
            }
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    private static Object current(Thread thread) {
        try {
            Object bindings = (Object) JdkHandles.BINDINGS.invokeExact(thread);
            return bindings != null ? bindings : find(thread);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    private static Object find(Thread thread) throws Throwable {
        Object found = (Object) JdkHandles.FIND_BINDINGS.invokeExact();
        Object bindings = found != null ? found : JdkHandles.NO_BINDINGS;
        JdkHandles.SET_BINDINGS.invokeExact(thread, bindings);
        return bindings;
    }

    private static boolean isNone(Object bindings) {
        return bindings == JdkHandles.NEW_THREAD_BINDINGS || bindings == JdkHandles.NO_BINDINGS;
    }
}
