package dev.raddle.benchmarks.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The CPU time of this process in nanoseconds, by {@code clock_gettime} of 64-bit Linux. */
final class CpuClock {
    private static final int PROCESS_CPU_TIME = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final MethodHandle CLOCK = find();

    private CpuClock() {}

    static boolean isAvailable() {
        return CLOCK != null;
    }

    static long nanos() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            int failed = (int) CLOCK.invokeExact(PROCESS_CPU_TIME, time);
            if (failed != 0) {
                throw new IllegalStateException("clock_gettime failed");
            }
            return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * NANOS_PER_SECOND
                    + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Asks first, so that no JVM prints a warning. */
    @SuppressWarnings("restricted")
    private static MethodHandle find() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        boolean wide = ValueLayout.ADDRESS.byteSize() == Long.BYTES;
        if (!linux || !wide || !CpuClock.class.getModule().isNativeAccessEnabled()) {
            return null;
        }
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("clock_gettime")
                .map(address -> linker.downcallHandle(address, descriptor()))
                .orElse(null);
    }

    private static FunctionDescriptor descriptor() {
        return FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    }
}
