package dev.raddle.benchmarks.gzip;

import dev.raddle.Pipeline;

import java.util.Optional;

/** The parallel stage: deflates blocks, each with a deflater of its own for the time. */
final class BlockDeflater implements Pipeline.Stage<Block, Block>, AutoCloseable {
    private final Pool<RawDeflater> deflaters;

    BlockDeflater(int level) {
        Optional<SystemZlib> system = SystemZlib.find();
        deflaters =
                new Pool<>(() ->
                        system.isPresent()
                                ? new SystemDeflater(system.get(), level)
                                : new JdkDeflater(level));
    }

    @Override
    public Block apply(Block block) {
        RawDeflater deflater = deflaters.take();
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
        for (RawDeflater idle = deflaters.drain(); idle != null; idle = deflaters.drain()) {
            idle.close();
        }
    }
}
