package dev.raddle.scheduler.jdk;

import java.util.concurrent.Executor;

/**
 * Virtual threads on a scheduler of our own, and the platform threads that carry them.
 *
 * <p>Safe from every thread. All methods but {@link #isAvailable()} throw {@link
 * JdkAccessException} if the flag is missing or the JDK is one we do not know.
 */
public final class JdkInternals {
    /** {@code Thread.NO_INHERIT_THREAD_LOCALS}. */
    private static final int NO_INHERITED_THREAD_LOCALS = 1 << 2;

    private JdkInternals() {}

    /** {@return whether the flag was given and this JDK has all that we need} */
    public static boolean isAvailable() {
        return JdkHandles.FAILURE == null;
    }

    /**
     * Checks what {@link #isAvailable()} says, to fail before anything was started.
     *
     * @throws JdkAccessException if not available; its message says what to do
     */
    public static void ensureAvailable() {
        if (JdkHandles.FAILURE != null) {
            throw JdkHandles.FAILURE.again();
        }
    }

    /**
     * {@return the platform thread that carries the caller; the caller itself if it is one}
     *
     * <p>True until the next suspension of the caller, and never stale like a {@code currentThread}
     * kept by compiled code.
     */
    public static Thread currentCarrierThread() {
        try {
            return (Thread) JdkHandles.CURRENT_CARRIER_THREAD.invokeExact();
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    /**
     * Mounts a virtual thread on the current platform thread, and runs it until it unmounts.
     *
     * @param virtual a virtual thread that its scheduler was told can go on
     */
    public static void run(Thread virtual) {
        try {
            JdkHandles.RUN_CONTINUATION.invokeExact(virtual);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    /**
     * Makes a virtual thread that is not started yet and inherits no thread-locals.
     *
     * @param scheduler gets the thread's continuation each time it becomes runnable, from carriers,
     *     from pinned virtual threads and from threads of the JDK; must not block or throw
     * @param name its name, may be empty
     * @param body what it runs
     * @return the thread, to be started by {@link HostContainer#start}
     */
    public static Thread newVirtualThread(Executor scheduler, String name, Runnable body) {
        try {
            return (Thread)
                    JdkHandles.NEW_VIRTUAL_THREAD.invokeExact(
                            scheduler, name, NO_INHERITED_THREAD_LOCALS, body);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    /**
     * Gives a virtual thread an object that there is anyway in place of one that the JDK has made:
     * its continuation. And its private lock becomes the monitor of another object that only the
     * JDK can reach. Both are 16 bytes in each suspended thread.
     *
     * @param virtual from {@link #newVirtualThread}, seen by nobody else yet; to start it publishes
     * @param continuation calls {@link #run}; the JDK takes its monitor, and nobody else may
     */
    public static void setContinuation(Thread virtual, Runnable continuation) {
        try {
            JdkHandles.SET_CONTINUATION.invokeExact(virtual, (Object) continuation);
            JdkHandles.SET_INTERRUPT_LOCK.invokeExact(
                    virtual, (Object) JdkHandles.STACK.invokeExact(virtual));
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }
}
