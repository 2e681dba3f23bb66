package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.Inflater;

/** An input read through a buffer: byte by byte, or by an inflater. */
final class Feed {
    private static final int SIZE = 128 * 1024;

    private final Input input;
    private final Progress progress;
    private final byte[] buffer = new byte[SIZE];
    private int position;
    private int limit;
    private long total;

    Feed(Input input, Progress progress) {
        this.input = input;
        this.progress = progress;
    }

    GzipFailure failure(String reason) {
        return new GzipFailure(input.name(), reason);
    }

    boolean isAtEnd() throws IOException {
        return position == limit && !refill();
    }

    private boolean refill() throws IOException {
        int read = input.read(ByteBuffer.wrap(buffer));
        position = 0;
        limit = Math.max(read, 0);
        total += limit;
        progress.stepTo(total);
        return read > 0;
    }

    /** The next byte, 0 to 255. */
    int next() throws IOException {
        if (isAtEnd()) {
            throw failure("unexpected end of file");
        }
        return buffer[position++] & 0xff;
    }

    /** Four bytes, the lowest first. */
    int nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | next() << 24;
    }

    /** Offers all that is buffered; {@link #takeBack} what was not used. */
    void offerTo(Inflater inflater) throws IOException {
        if (isAtEnd()) {
            throw failure("unexpected end of file");
        }
        inflater.setInput(buffer, position, limit - position);
        position = limit;
    }

    void takeBack(Inflater inflater) {
        position = limit - inflater.getRemaining();
    }
}
