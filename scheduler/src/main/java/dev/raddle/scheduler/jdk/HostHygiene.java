package dev.raddle.scheduler.jdk;

import jdk.internal.vm.StackableScope;

/**
 * Cleans a host after a body, so that the next body finds a thread like new.
 *
 * <p>What a body can leave behind: thread-locals, an interrupt, another name, context class loader
 * or uncaught handler, a {@code StructuredTaskScope} that it forgot to close. (Scoped values undo
 * themselves.) Looking costs a few plain loads; only a body that left something pays for the
 * cleaning.
 *
 * <p>To be called on the host itself, between two bodies. An interrupt that arrives later is not
 * seen: who interrupts a host must make sure, by a protocol of its own, that it hits the right
 * body.
 */
public final class HostHygiene {
    private static final ClassLoader CLASS_LOADER = ClassLoader.getSystemClassLoader();

    private HostHygiene() {}

    /**
     * {@return whether no body has left anything behind}
     *
     * @param host the current thread
     * @param name the name it was created with; the very same object
     * @throws JdkAccessException if the flag is missing
     */
    public static boolean isPristine(Thread host, String name) {
        try {
            return (Object) JdkHandles.THREAD_LOCALS.invokeExact(host) == null
                    && !(boolean) JdkHandles.INTERRUPTED.invokeExact(host)
                    && (String) JdkHandles.NAME.invokeExact(host) == name
                    && (ClassLoader) JdkHandles.CLASS_LOADER.invokeExact(host) == CLASS_LOADER
                    && (Object) JdkHandles.INHERITABLE_THREAD_LOCALS.invokeExact(host) == null
                    && (Thread.UncaughtExceptionHandler)
                                    JdkHandles.UNCAUGHT_HANDLER.invokeExact(host)
                            == null
                    && (Object) JdkHandles.OPEN_SCOPES.invokeExact(host) == null;
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    /**
     * Removes what bodies have left behind, if anything.
     *
     * <p>Suspends only if a {@code StructuredTaskScope} was left open, until its forks have ended,
     * as the end of a virtual thread does.
     *
     * @param host the current thread
     * @param name the name it was created with; the very same object
     * @return whether there was anything to remove
     * @throws JdkAccessException if the flag is missing
     */
    public static boolean scrub(Thread host, String name) {
        if (isPristine(host, name)) {
            return false;
        }
        try {
            if ((Object) JdkHandles.OPEN_SCOPES.invokeExact(host) != null) {
                StackableScope.popAll();
            }
            JdkHandles.SET_THREAD_LOCALS.invokeExact(host, (Object) null);
            JdkHandles.SET_INHERITABLE_THREAD_LOCALS.invokeExact(host, (Object) null);
            // Not by setName, which takes a monitor that anybody may hold.
            JdkHandles.SET_NAME.invokeExact(host, name);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
        host.setContextClassLoader(CLASS_LOADER);
        host.setUncaughtExceptionHandler(null);
        Thread.interrupted();
        return true;
    }
}
