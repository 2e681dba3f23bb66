package dev.raddle.benchmarks.gzip;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * The functions of the system's zlib that deflate. Each call takes milliseconds, so the handles
 * need not be constants.
 */
final class SystemZlib {
    private static final List<String> NAMES = List.of("libz.so.1", "libz.1.dylib");

    // From zlib.h.
    private static final int Z_SYNC_FLUSH = 2;
    private static final int Z_FINISH = 4;
    private static final int Z_OK = 0;
    private static final int Z_STREAM_END = 1;
    private static final int Z_BUF_ERROR = -5;
    private static final int Z_DEFLATED = 8;
    private static final int RAW_32_KIB_WINDOW = -15;
    private static final int DEFAULT_MEMORY_LEVEL = 8;
    private static final int Z_DEFAULT_STRATEGY = 0;

    private final MethodHandle init;
    private final MethodHandle reset;
    private final MethodHandle setDictionary;
    private final MethodHandle deflate;
    private final MethodHandle end;
    private final MemorySegment version = Arena.global().allocateFrom("1");

    private SystemZlib(SymbolLookup library) {
        MemoryLayout i = JAVA_INT;
        init = link(library, "deflateInit2_", ADDRESS, i, i, i, i, i, ADDRESS, i);
        reset = link(library, "deflateReset", ADDRESS);
        setDictionary = link(library, "deflateSetDictionary", ADDRESS, ADDRESS, i);
        deflate = link(library, "deflate", ADDRESS, i);
        end = link(library, "deflateEnd", ADDRESS);
    }

    /** Nothing where there is none, or where the JVM would have to print a warning. */
    static Optional<SystemZlib> find() {
        boolean wide = ADDRESS.byteSize() == Long.BYTES;
        if (!wide || !SystemZlib.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        return NAMES.stream().flatMap(name -> load(name).stream()).findFirst();
    }

    @SuppressWarnings("restricted")
    private static Optional<SystemZlib> load(String name) {
        try {
            SystemZlib zlib = new SystemZlib(SymbolLookup.libraryLookup(name, Arena.global()));
            new SystemDeflater(zlib, 1).close();
            return Optional.of(zlib);
        } catch (IllegalArgumentException | IllegalStateException missingOrUnknown) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(SymbolLookup library, String name, MemoryLayout... arguments) {
        MemorySegment address = library.find(name).orElseThrow(IllegalArgumentException::new);
        return Linker.nativeLinker()
                .downcallHandle(address, FunctionDescriptor.of(JAVA_INT, arguments));
    }

    /** The library itself checks that its version and the stream's size are what we think. */
    void open(MemorySegment stream, int level) {
        check(
                call(() ->
                        (int)
                                init.invokeExact(
                                        stream,
                                        level,
                                        Z_DEFLATED,
                                        RAW_32_KIB_WINDOW,
                                        DEFAULT_MEMORY_LEVEL,
                                        Z_DEFAULT_STRATEGY,
                                        version,
                                        SystemDeflater.STREAM_BYTES)));
    }

    void reset(MemorySegment stream) {
        check(call(() -> (int) reset.invokeExact(stream)));
    }

    void setDictionary(MemorySegment stream, MemorySegment dictionary) {
        int length = (int) dictionary.byteSize();
        check(call(() -> (int) setDictionary.invokeExact(stream, dictionary, length)));
    }

    /** Returns whether the end of the data is made. */
    boolean deflate(MemorySegment stream, boolean last) {
        int result = call(() -> (int) deflate.invokeExact(stream, last ? Z_FINISH : Z_SYNC_FLUSH));
        if (result != Z_BUF_ERROR && result != Z_STREAM_END) {
            check(result);
        }
        return result == Z_STREAM_END;
    }

    /** Tells of an error if the stream was busy, which does not matter here. */
    void close(MemorySegment stream) {
        call(() -> (int) end.invokeExact(stream));
    }

    private static void check(int result) {
        if (result != Z_OK) {
            throw new IllegalStateException("zlib returned " + result);
        }
    }

    private interface Call {
        int run() throws Throwable;
    }

    private static int call(Call function) {
        try {
            return function.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
