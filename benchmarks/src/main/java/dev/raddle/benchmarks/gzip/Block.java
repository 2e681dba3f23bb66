package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A piece of the input on its way through the pipeline, with all the memory it needs: it is filled
 * by the source, deflated by whatever carrier has time, written by the sink, and filled again.
 */
final class Block {
    /** How far deflate looks back: the end of the block before is this block's dictionary. */
    static final int DICTIONARY = 32 * 1024;

    // The dictionary, right-aligned, and behind it the content.
    private final byte[] plain;
    private int dictionaryLength;
    private int length;
    private boolean last;

    private byte[] packed;
    private int packedLength;
    private int crc;

    Block(int capacity) {
        plain = new byte[DICTIONARY + capacity];
        packed = new byte[capacity / 2 + 1024];
    }

    /** Reads until the block is full or the input is at its end. */
    void fill(Input input) throws IOException {
        ByteBuffer content = ByteBuffer.wrap(plain, DICTIONARY, plain.length - DICTIONARY);
        while (content.hasRemaining() && input.read(content) >= 0) {
            // goes on: a pipe gives what it has
        }
        length = content.position() - DICTIONARY;
        dictionaryLength = 0;
        last = true;
    }

    /** Takes over the end of the block before, which becomes one that is not the last. */
    void follow(Block previous) {
        int end = DICTIONARY + previous.length;
        dictionaryLength = Math.min(DICTIONARY, previous.length);
        System.arraycopy(
                previous.plain,
                end - dictionaryLength,
                plain,
                DICTIONARY - dictionaryLength,
                dictionaryLength);
        previous.last = false;
    }

    boolean isFull() {
        return length == plain.length - DICTIONARY;
    }

    int length() {
        return length;
    }

    int crc() {
        return crc;
    }

    /** Makes raw deflate data that ends at a byte's boundary, and with the stream if it is last. */
    void deflate(Deflater deflater) {
        CRC32 sum = new CRC32();
        sum.update(plain, DICTIONARY, length);
        crc = (int) sum.getValue();
        deflater.reset();
        deflater.setDictionary(plain, DICTIONARY - dictionaryLength, dictionaryLength);
        deflater.setInput(plain, DICTIONARY, length);
        if (last) {
            deflater.finish();
        }
        packedLength = 0;
        while (deflateMore(deflater)) {
            packed = Arrays.copyOf(packed, packed.length * 2);
        }
    }

    /** Returns whether there is no room for all of it. */
    private boolean deflateMore(Deflater deflater) {
        int room = packed.length - packedLength;
        int flush = last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH;
        int made = deflater.deflate(packed, packedLength, room, flush);
        packedLength += made;
        return made == room && !deflater.finished();
    }

    void writeTo(Output output) throws IOException {
        output.write(ByteBuffer.wrap(packed, 0, packedLength));
    }
}
