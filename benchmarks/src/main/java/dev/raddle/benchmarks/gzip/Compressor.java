package dev.raddle.benchmarks.gzip;

import dev.raddle.Pinning;
import dev.raddle.Pipeline;
import dev.raddle.Scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/**
 * Compresses inputs, one after the other, each on all carriers: blocks are read in order, deflated
 * in parallel, each with the end of the one before as its dictionary, and written in order as one
 * stream. After Mark Adler's pigz.
 */
final class Compressor implements AutoCloseable {
    /** What blocks may take at most, whatever the size of one and the number of carriers. */
    private static final long MEMORY = 96L << 20;

    private static final int IN_FLIGHT_PER_CARRIER = 4;

    private final Scheduler scheduler;
    private final int inFlight;
    private final Pool<Block> blocks;
    private final BlockDeflater deflater;

    /**
     * A compressor.
     *
     * @param carriers how many to use; 0 for none, a plain loop, to compare with
     */
    Compressor(int level, int blockBytes, int carriers) {
        this.inFlight = inFlight(blockBytes, carriers);
        this.blocks = new Pool<>(() -> new Block(blockBytes));
        this.deflater = new BlockDeflater(level);
        this.scheduler = carriers == 0 ? null : open(carriers);
    }

    /** Not pinned: the user's other programs may need one of these cores more than we do. */
    private static Scheduler open(int carriers) {
        return Scheduler.builder().carriers(carriers).name("gzip").pinning(Pinning.none()).open();
    }

    private static int inFlight(int blockBytes, int carriers) {
        long fit = MEMORY / (2L * blockBytes + Block.DICTIONARY);
        return Math.clamp(fit, 2, Math.max(2, IN_FLIGHT_PER_CARRIER * carriers));
    }

    void compress(Input input, Output output, GzipHeader header, Progress progress)
            throws IOException {
        BlockSource source = new BlockSource(input, blocks);
        MemberWriter writer = new MemberWriter(output, blocks, progress);
        writer.begin(header);
        try {
            if (scheduler == null) {
                runSerially(source, writer);
            } else {
                Pipeline.from(source)
                        .map(deflater)
                        .inFlight(inFlight)
                        .on(scheduler)
                        .forEach(writer);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CompletionException e) {
            throw ioExceptionIn(e);
        }
        writer.end();
    }

    private void runSerially(BlockSource source, MemberWriter writer) throws IOException {
        while (source.hasNext()) {
            writer.accept(deflater.apply(source.next()));
        }
    }

    private static IOException ioExceptionIn(CompletionException failed) {
        return switch (failed.getCause()) {
            case IOException e -> e;
            case UncheckedIOException e -> e.getCause();
            default -> throw failed;
        };
    }

    @Override
    public void close() {
        if (scheduler != null) {
            scheduler.close();
        }
        deflater.close();
    }
}
