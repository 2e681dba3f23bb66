package dev.raddle;

import dev.raddle.spi.Sweep;

import java.util.function.IntConsumer;

/** Runs a body for each index. */
record EachIndex(IntConsumer body) implements Sweep<Void> {

    @Override
    public Void over(Void soFar, long from, long to) {
        IntConsumer each = body;
        int end = (int) to;
        for (int i = (int) from; i < end; i++) {
            each.accept(i);
        }
        return null;
    }

    @Override
    public Void combine(Void left, Void right) {
        return null;
    }
}
