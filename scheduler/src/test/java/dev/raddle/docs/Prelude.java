package dev.raddle.docs;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What examples use without saying what it is. Public, as they have a class loader of their own.
 */
public final class Prelude {
    /** Where a range begins. */
    public static final long low = 0;

    /** Where it is cut in two. */
    public static final long middle = 500;

    /** Where it ends. */
    public static final long high = 1_000;

    /** Pieces of a file. */
    public static final List<byte[]> blocks = List.of(new byte[10], new byte[20]);

    /** A file that is written. */
    public static final OutputStream out = new ByteArrayOutputStream();

    private Prelude() {}

    /** Of all numbers from one on, and below the other. */
    public static long sum(long from, long to) {
        return LongStream.range(from, to).sum();
    }

    /** Makes it no smaller. */
    public static byte[] compress(byte[] block) {
        return block.clone();
    }
}
