package dev.raddle.benchmarks.gzip;

import java.nio.ByteBuffer;

/** Makes raw deflate data, RFC 1951, of one piece after the other, from and to direct buffers. */
interface RawDeflater extends AutoCloseable {
    /**
     * Begins a piece. Its buffers have to stay as they are until it is done.
     *
     * @param dictionary what comes before the content
     * @param content what is deflated
     */
    void begin(ByteBuffer dictionary, ByteBuffer content);

    /**
     * Appends to the output, which has room left.
     *
     * @param last whether the data ends with this piece; if not, it stops at a byte's boundary
     * @return whether the piece is done, or else needs more room
     */
    boolean deflate(ByteBuffer output, boolean last);

    /** Frees the native memory. */
    @Override
    void close();
}
