package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip data: one member after the other, each checked. A plain loop, as inflating goes
 * from bit to bit and cannot be divided.
 */
final class Decompressor {
    private static final int SIZE = 128 * 1024;

    private final Feed feed;
    private final Output output;
    private final byte[] plain = new byte[SIZE];

    // The byte that ended the search for a member; 0 at the end of the input.
    private int unusual;

    Decompressor(Input input, Output output, Progress progress) {
        this.feed = new Feed(input, progress);
        this.output = output;
    }

    /**
     * Decompresses all members.
     *
     * @return whether something that is no gzip data follows them
     */
    boolean run() throws IOException {
        if (!isMagic()) {
            throw feed.failure("not in gzip format");
        }
        do {
            member();
        } while (isMagic());
        return !isPaddingOnly();
    }

    /** Reads two bytes and tells whether a member begins with them. */
    private boolean isMagic() throws IOException {
        if (feed.isAtEnd()) {
            unusual = 0;
            return false;
        }
        unusual = feed.next();
        if (unusual != GzipHeader.MAGIC_1 || feed.isAtEnd()) {
            return false;
        }
        unusual = feed.next();
        return unusual == GzipHeader.MAGIC_2;
    }

    /** Tapes and block devices fill up with zeros; these are no garbage. */
    private boolean isPaddingOnly() throws IOException {
        boolean zeros = unusual == 0;
        while (zeros && !feed.isAtEnd()) {
            zeros = feed.next() == 0;
        }
        return zeros;
    }

    private void member() throws IOException {
        GzipHeader.skip(feed);
        Inflater inflater = new Inflater(true);
        try {
            CRC32 sum = new CRC32();
            inflate(inflater, sum);
            feed.takeBack(inflater);
            checkTrailer((int) sum.getValue(), (int) inflater.getBytesWritten());
        } finally {
            inflater.end();
        }
    }

    private void inflate(Inflater inflater, CRC32 sum) throws IOException {
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                feed.offerTo(inflater);
            }
            int made = inflateSome(inflater);
            sum.update(plain, 0, made);
            output.write(ByteBuffer.wrap(plain, 0, made));
        }
    }

    private int inflateSome(Inflater inflater) throws IOException {
        try {
            return inflater.inflate(plain);
        } catch (DataFormatException e) {
            throw feed.failure("invalid compressed data--format violated");
        }
    }

    private void checkTrailer(int crc, int length) throws IOException {
        if (feed.nextInt() != crc) {
            throw feed.failure("invalid compressed data--crc error");
        }
        if (feed.nextInt() != length) {
            throw feed.failure("invalid compressed data--length error");
        }
    }
}
