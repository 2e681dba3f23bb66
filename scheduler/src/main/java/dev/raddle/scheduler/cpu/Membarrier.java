package dev.raddle.scheduler.cpu;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.raddle.scheduler.jdk.NativeAccess;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Linux's {@code membarrier}: makes every thread of this process pass a full fence.
 *
 * <p>{@link #fence} interrupts the CPUs that run a thread of this process just now; all others have
 * passed a fence in the kernel since they ran one. So it costs microseconds, and the threads that
 * it makes ordered pay nothing while nobody calls it.
 */
public final class Membarrier {
    private static final long PRIVATE_EXPEDITED = 1 << 3;
    private static final long REGISTER_PRIVATE_EXPEDITED = 1 << 4;

    private static final long NUMBER =
            number(System.getProperty("os.name"), System.getProperty("os.arch"));

    /** Null where there is none. */
    private static final MethodHandle SYSCALL = link();

    private static final boolean AVAILABLE =
            SYSCALL != null && call(REGISTER_PRIVATE_EXPEDITED) && call(PRIVATE_EXPEDITED);

    private Membarrier() {}

    /** {@return whether {@link #fence} may be called; once asked it never changes} */
    public static boolean isAvailable() {
        return AVAILABLE;
    }

    /**
     * A full fence for the caller, and one for every other thread of the process, at some moment
     * between the beginning and the end of this call.
     *
     * @throws IllegalStateException if the kernel refuses, though it did not at first
     */
    public static void fence() {
        // A process that was saved and restored has to register anew.
        if (!call(PRIVATE_EXPEDITED)
                && !(call(REGISTER_PRIVATE_EXPEDITED) && call(PRIVATE_EXPEDITED))) {
            throw new IllegalStateException("the system refuses membarrier, which it allowed");
        }
    }

    /** The number of the system call; -1 if we know none. */
    static long number(String system, String processor) {
        if (!system.equals("Linux")) {
            return -1;
        }
        return switch (processor) {
            case "amd64" -> 324;
            case "aarch64" -> 283;
            default -> -1;
        };
    }

    /** {@code long syscall(long number, ...)}: the C library has no function of its own for it. */
    @SuppressWarnings("restricted")
    private static MethodHandle link() {
        if (NUMBER < 0 || !NativeAccess.isEnabled()) {
            return null;
        }
        try {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static boolean call(long command) {
        try {
            return (long) SYSCALL.invokeExact(NUMBER, command, 0L, 0L) == 0;
        } catch (Throwable e) {
            throw new AssertionError("a native function does not throw", e);
        }
    }
}
