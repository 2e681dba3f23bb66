package dev.raddle.scheduler;

import java.util.concurrent.CountDownLatch;

/**
 * Keeps carrier threads apart in a table of the JVM. When a thread starts, the JVM gives it the
 * next four words of a table, and at each mount and unmount it writes who is the current thread to
 * one of them. Those of two threads that start one after the other lie in one cache line, which
 * then goes to and fro between their cores: that costs a third of a yield. So threads that do
 * nothing start in between, and end when all carriers have their places.
 *
 * <p>Places are given away again when a thread ends, to threads that mount nothing.
 */
final class Spacers implements AutoCloseable {
    /** With the carrier itself two cache lines, since processors fetch lines in pairs. */
    private static final int BETWEEN = 3;

    private final CountDownLatch end = new CountDownLatch(1);

    /** Before each carrier thread. */
    void add() {
        for (int i = 0; i < BETWEEN; i++) {
            Thread.ofPlatform().daemon().name("raddle-spacer").stackSize(1).start(this::stay);
        }
    }

    private void stay() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // then its place is free a little early
        }
    }

    @Override
    public void close() {
        end.countDown();
    }
}
