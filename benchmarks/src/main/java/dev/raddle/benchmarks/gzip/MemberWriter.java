package dev.raddle.benchmarks.gzip;

import dev.raddle.Pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The sink: writes the blocks as one gzip member, RFC 1952. */
final class MemberWriter implements Pipeline.Sink<Block> {
    private final Output output;
    private final Pool<Block> blocks;
    private final Progress progress;
    private final Crc32Combiner combiner = new Crc32Combiner();
    private int crc;
    private long length;

    MemberWriter(Output output, Pool<Block> blocks, Progress progress) {
        this.output = output;
        this.blocks = blocks;
        this.progress = progress;
    }

    void begin(GzipHeader header) throws IOException {
        output.write(ByteBuffer.wrap(header.bytes()));
    }

    @Override
    public void accept(Block block) throws IOException {
        block.writeTo(output);
        crc = combiner.combine(crc, block.crc(), block.length());
        length += block.length();
        progress.stepTo(length);
        blocks.give(block);
    }

    /** Writes the check sum and the length modulo 2 to the 32. */
    void end() throws IOException {
        ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        output.write(trailer.putInt(crc).putInt((int) length).flip());
    }
}
