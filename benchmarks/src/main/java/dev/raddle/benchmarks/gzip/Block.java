package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * A piece of the input on its way through the pipeline, with all the memory it needs: it is filled
 * by the source, deflated by whatever carrier has time, written by the sink, and filled again. The
 * memory is outside of the heap, where native code and the system find it without a copy.
 */
final class Block {
    /** How far deflate looks back: the end of the block before is this block's dictionary. */
    static final int DICTIONARY = 32 * 1024;

    // The dictionary, right-aligned, and behind it the content.
    private final ByteBuffer plain;
    private int dictionaryLength;
    private int length;
    private boolean last;

    private ByteBuffer packed;
    private int crc;

    Block(int capacity) {
        plain = ByteBuffer.allocateDirect(DICTIONARY + capacity);
        packed = ByteBuffer.allocateDirect(capacity / 2 + 1024);
    }

    /** Reads until the block is full or the input is at its end. */
    void fill(Input input) throws IOException {
        plain.position(DICTIONARY);
        while (plain.hasRemaining() && input.read(plain) >= 0) {
            // goes on: a pipe gives what it has
        }
        length = plain.position() - DICTIONARY;
        dictionaryLength = 0;
        last = true;
    }

    /** Takes over the end of the block before, which becomes one that is not the last. */
    void follow(Block previous) {
        int end = DICTIONARY + previous.length;
        dictionaryLength = Math.min(DICTIONARY, previous.length);
        plain.put(
                DICTIONARY - dictionaryLength,
                previous.plain,
                end - dictionaryLength,
                dictionaryLength);
        previous.last = false;
    }

    boolean isFull() {
        return length == plain.capacity() - DICTIONARY;
    }

    int length() {
        return length;
    }

    int crc() {
        return crc;
    }

    /** Makes raw deflate data that ends at a byte's boundary, and with the stream if it is last. */
    void deflate(RawDeflater deflater) {
        CRC32 sum = new CRC32();
        sum.update(plain.slice(DICTIONARY, length));
        crc = (int) sum.getValue();
        deflater.begin(
                plain.slice(DICTIONARY - dictionaryLength, dictionaryLength),
                plain.slice(DICTIONARY, length));
        packed.clear();
        while (!deflater.deflate(packed, last)) {
            packed = ByteBuffer.allocateDirect(packed.capacity() * 2).put(packed.flip());
        }
        packed.flip();
    }

    void writeTo(Output output) throws IOException {
        output.write(packed);
    }
}
