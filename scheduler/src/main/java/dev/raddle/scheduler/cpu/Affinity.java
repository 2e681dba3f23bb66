package dev.raddle.scheduler.cpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps platform threads of this process on chosen CPUs.
 *
 * <p>A thread is named by the number that the system gives it, so that one thread can pin others.
 * That matters because linking the native functions costs a tenth of a second and more in a JVM
 * that has just started: nobody who wants to run a coroutine should wait for it.
 *
 * <p>A restriction reaches further than the thread. Platform threads that it starts afterwards
 * inherit it, and {@link Runtime#availableProcessors()} counts only the CPUs of the caller.
 */
public interface Affinity {
    /** Stands for the thread that calls. */
    int CALLING_THREAD = 0;

    /** Stands for a thread whose number is not known, and that can therefore not be pinned. */
    int UNKNOWN_THREAD = -1;

    /**
     * {@return the affinity of this system, or one that does nothing where that is not Linux or
     * native access is not enabled}
     *
     * <p>The first call links the native functions; later ones cost nothing.
     */
    static Affinity system() {
        return SystemAffinity.INSTANCE;
    }

    /**
     * {@return the system's number of the calling platform thread, or of the carrier of the calling
     * virtual thread; {@link #UNKNOWN_THREAD} outside Linux}
     *
     * <p>Reads a link in {@code /proc}, and links no native function.
     */
    static int currentThread() {
        try {
            Path task = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            return Integer.parseInt(task.getFileName().toString());
        } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
            return UNKNOWN_THREAD;
        }
    }

    /**
     * {@return the CPUs on which a thread may run; empty if that is not known}
     *
     * @param thread its number, or {@link #CALLING_THREAD}
     */
    CpuSet of(int thread);

    /**
     * Restricts a thread to some CPUs.
     *
     * @param thread its number, or {@link #CALLING_THREAD}
     * @param cpus where it may run; those that the process may not use are ignored if there are
     *     others
     * @return whether it is restricted now; false if there is no such thread, if the process may
     *     use none of the CPUs, or if this system does not know how
     */
    boolean restrict(int thread, CpuSet cpus);
}
