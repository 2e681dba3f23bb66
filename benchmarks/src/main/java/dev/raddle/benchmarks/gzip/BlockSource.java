package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Cuts an input into blocks. It reads one block ahead, as only that tells whether a block is the
 * last one. There is always at least one, empty if the input is.
 */
final class BlockSource implements Iterator<Block> {
    private final Input input;
    private final Pool<Block> blocks;
    private Block ahead;
    private boolean begun;

    BlockSource(Input input, Pool<Block> blocks) {
        this.input = input;
        this.blocks = blocks;
    }

    @Override
    public boolean hasNext() {
        if (!begun) {
            begun = true;
            ahead = read();
        }
        return ahead != null;
    }

    @Override
    public Block next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Block block = ahead;
        ahead = block.isFull() ? readAfter(block) : null;
        return block;
    }

    private Block readAfter(Block previous) {
        Block block = read();
        if (block.length() == 0) {
            blocks.give(block);
            return null;
        }
        block.follow(previous);
        return block;
    }

    private Block read() {
        Block block = blocks.take();
        try {
            block.fill(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return block;
    }
}
