package dev.raddle.scheduler.cpu;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * {@code sched_getaffinity} and {@code sched_setaffinity} of the C library.
 *
 * <p>Needs native access. Called once per carrier, so the handles need not be constants.
 */
final class LinuxAffinity implements Affinity {
    private static final int FIRST_WORDS = 1024 / Long.SIZE;
    private static final int MAX_WORDS = CpuSet.MAX_CPUS / Long.SIZE;

    private final MethodHandle get;
    private final MethodHandle set;

    LinuxAffinity() {
        this.get = link("sched_getaffinity");
        this.set = link("sched_setaffinity");
    }

    /** Both are {@code int (pid_t pid, size_t bytes, cpu_set_t *mask)}. */
    @SuppressWarnings("restricted")
    private static MethodHandle link(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
    }

    @Override
    public CpuSet of(int thread) {
        // The kernel refuses a buffer that is smaller than its own masks, whatever is set in them.
        for (int words = FIRST_WORDS; words <= MAX_WORDS; words *= 2) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment mask = arena.allocate(JAVA_LONG, words);
                if (call(get, thread, mask)) {
                    return CpuSet.ofWords(mask.toArray(JAVA_LONG));
                }
            }
        }
        return CpuSet.EMPTY;
    }

    @Override
    public boolean restrict(int thread, CpuSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            return call(set, thread, arena.allocateFrom(JAVA_LONG, cpus.toWords()));
        }
    }

    private static boolean call(MethodHandle function, int thread, MemorySegment mask) {
        try {
            return (int) function.invokeExact(thread, mask.byteSize(), mask) == 0;
        } catch (Throwable e) {
            throw new AssertionError("a native function does not throw", e);
        }
    }
}
