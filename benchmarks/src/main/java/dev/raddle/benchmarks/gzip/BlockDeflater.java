package dev.raddle.benchmarks.gzip;

import dev.raddle.Pipeline;

import java.util.zip.Deflater;

/** The parallel stage: deflates blocks, each with a deflater of its own for the time. */
final class BlockDeflater implements Pipeline.Stage<Block, Block>, AutoCloseable {
    private final Pool<Deflater> deflaters;

    BlockDeflater(int level) {
        deflaters = new Pool<>(() -> new Deflater(level, true));
    }

    @Override
    public Block apply(Block block) {
        Deflater deflater = deflaters.take();
        try {
            block.deflate(deflater);
        } finally {
            deflaters.give(deflater);
        }
        return block;
    }

    /** Frees the native memory. No block may be at work. */
    @Override
    public void close() {
        for (Deflater idle = deflaters.drain(); idle != null; idle = deflaters.drain()) {
            idle.end();
        }
    }
}
