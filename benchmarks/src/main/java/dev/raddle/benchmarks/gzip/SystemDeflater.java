package dev.raddle.benchmarks.gzip;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Deflates with the system's zlib. */
final class SystemDeflater implements RawDeflater {
    /** {@code sizeof(z_stream)} where {@code long} and pointers have 64 bits. */
    static final int STREAM_BYTES = 112;

    private static final int NEXT_IN = 0;
    private static final int AVAILABLE_IN = 8;
    private static final int NEXT_OUT = 24;
    private static final int AVAILABLE_OUT = 32;

    private final SystemZlib zlib;
    private final MemorySegment stream = Arena.ofAuto().allocate(STREAM_BYTES, Long.BYTES);

    SystemDeflater(SystemZlib zlib, int level) {
        this.zlib = zlib;
        zlib.open(stream, level);
    }

    @Override
    public void begin(ByteBuffer dictionary, ByteBuffer content) {
        zlib.reset(stream);
        zlib.setDictionary(stream, MemorySegment.ofBuffer(dictionary));
        stream.set(ADDRESS, NEXT_IN, MemorySegment.ofBuffer(content));
        stream.set(JAVA_INT, AVAILABLE_IN, content.remaining());
    }

    @Override
    public boolean deflate(ByteBuffer output, boolean last) {
        stream.set(ADDRESS, NEXT_OUT, MemorySegment.ofBuffer(output));
        stream.set(JAVA_INT, AVAILABLE_OUT, output.remaining());
        boolean finished = zlib.deflate(stream, last);
        output.position(output.limit() - stream.get(JAVA_INT, AVAILABLE_OUT));
        return output.hasRemaining() || finished;
    }

    @Override
    public void close() {
        zlib.close(stream);
    }
}
