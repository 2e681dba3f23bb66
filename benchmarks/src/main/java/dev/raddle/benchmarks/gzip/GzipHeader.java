package dev.raddle.benchmarks.gzip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The beginning of a gzip member, RFC 1952.
 *
 * @param name the file's name, empty for none
 * @param seconds when the file was modified, in seconds since 1970; 0 for unknown
 * @param level how hard the data was compressed, 1 to 9
 */
record GzipHeader(String name, long seconds, int level) {
    static final int MAGIC_1 = 0x1f;
    static final int MAGIC_2 = 0x8b;
    private static final int DEFLATED = 8;
    private static final int UNIX = 3;

    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MAGIC_1);
        out.write(MAGIC_2);
        out.write(DEFLATED);
        out.write(name.isEmpty() ? 0 : NAME);
        boolean fits = seconds > 0 && seconds <= 0xffffffffL;
        for (int shift = 0; shift < 32; shift += 8) {
            out.write(fits ? (int) (seconds >>> shift) : 0);
        }
        out.write(level == 9 ? 2 : level == 1 ? 4 : 0);
        out.write(UNIX);
        if (!name.isEmpty()) {
            out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            out.write(0);
        }
        return out.toByteArray();
    }

    /** Reads past a header whose two magic bytes were read. */
    static void skip(Feed feed) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(MAGIC_1);
        sum.update(MAGIC_2);
        int method = next(feed, sum);
        if (method != DEFLATED) {
            throw feed.failure("unknown method " + method + " -- not supported");
        }
        int flags = next(feed, sum);
        if ((flags & RESERVED) != 0) {
            throw feed.failure("has flags 0x" + Integer.toHexString(flags) + " -- not supported");
        }
        skip(feed, sum, 6);
        if ((flags & EXTRA) != 0) {
            skip(feed, sum, next(feed, sum) | next(feed, sum) << 8);
        }
        if ((flags & NAME) != 0) {
            skipText(feed, sum);
        }
        if ((flags & COMMENT) != 0) {
            skipText(feed, sum);
        }
        if ((flags & HEADER_CRC) != 0) {
            checkHeader(feed, (int) sum.getValue() & 0xffff);
        }
    }

    private static void checkHeader(Feed feed, int expected) throws IOException {
        int found = feed.next() | feed.next() << 8;
        if (found != expected) {
            throw feed.failure(
                    "header checksum 0x%04x != computed checksum 0x%04x"
                            .formatted(found, expected));
        }
    }

    private static void skip(Feed feed, CRC32 sum, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next(feed, sum);
        }
    }

    private static void skipText(Feed feed, CRC32 sum) throws IOException {
        while (next(feed, sum) != 0) {
            // goes on to the text's end
        }
    }

    private static int next(Feed feed, CRC32 sum) throws IOException {
        int value = feed.next();
        sum.update(value);
        return value;
    }
}
