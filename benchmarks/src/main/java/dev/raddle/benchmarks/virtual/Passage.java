package dev.raddle.benchmarks.virtual;

import com.softwaremill.jox.Channel;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/**
 * Hands numbers over between virtual threads. A JVM loads one of the two kinds only, so that a call
 * costs what a call of the queue itself does.
 */
interface Passage {

    void send(Integer item) throws InterruptedException;

    Integer receive() throws InterruptedException;

    /** Makes passages with some room; 0 for none. */
    @FunctionalInterface
    interface Kind {
        Passage make(int capacity);
    }

    /**
     * A queue of the JDK's.
     *
     * @param queue by which
     */
    record ByQueue(BlockingQueue<Integer> queue) implements Passage {

        static Passage make(int capacity) {
            return new ByQueue(
                    capacity == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(capacity));
        }

        @Override
        public void send(Integer item) throws InterruptedException {
            queue.put(item);
        }

        @Override
        public Integer receive() throws InterruptedException {
            return queue.take();
        }
    }

    /**
     * A channel of jox.
     *
     * @param channel by which
     */
    record ByJox(Channel<Integer> channel) implements Passage {

        static Passage make(int capacity) {
            return new ByJox(
                    capacity == 0
                            ? Channel.newRendezvousChannel()
                            : Channel.newBufferedChannel(capacity));
        }

        @Override
        public void send(Integer item) throws InterruptedException {
            channel.send(item);
        }

        @Override
        public Integer receive() throws InterruptedException {
            return channel.receive();
        }
    }
}
