package dev.raddle.scheduler.jdk;

import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the virtual threads of one scheduler are started, in place of the JDK's root container.
 *
 * <p>The root container keeps every virtual thread in a concurrent set, which costs more than the
 * start itself. This one keeps nothing: who are its threads, it asks the scheduler, and only when
 * somebody takes a thread dump ({@code jcmd PID Thread.dump_to_file}), where it appears under the
 * scheduler's name.
 *
 * <p>All methods may be called from any thread.
 */
public final class HostContainer implements AutoCloseable {
    private final Object container;
    private final Object registration;

    private HostContainer(Object container) {
        this.container = container;
        // The registry holds it weakly: a scheduler that is never closed can still be collected.
        this.registration = ThreadContainers.registerContainer((ThreadContainer) container);
    }

    /**
     * Opens a container and shows it in thread dumps until it is closed.
     *
     * @param name the scheduler's name
     * @param threads gives the threads to show, each time a dump is taken, on the thread that takes
     *     it; those not alive are left out
     * @return the container
     * @throws JdkAccessException if the flag is missing
     */
    public static HostContainer open(String name, Supplier<Stream<Thread>> threads) {
        // First: only this makes the next class linkable.
        JdkInternals.ensureAvailable();
        return new HostContainer(UntrackedContainer.create(name, threads));
    }

    /**
     * Starts a virtual thread: gives its continuation to its scheduler for the first time.
     *
     * @param thread from {@link JdkInternals#newVirtualThread}, not started before
     * @throws IllegalThreadStateException if it was started before
     */
    public void start(Thread thread) {
        try {
            JdkHandles.START.invokeExact(thread, container);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    /** Takes the container out of thread dumps; its threads go on. Idempotent. */
    @Override
    public void close() {
        ThreadContainers.deregisterContainer(registration);
    }

    @Override
    public String toString() {
        return container.toString();
    }
}
