package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.CountDownLatch;

/** Chains in which each virtual thread starts the next and ends. */
public final class VirtualChain {

    private VirtualChain() {}

    /**
     * One chain after the other.
     *
     * @param setting {@code chains} and {@code depth}
     * @return a program
     */
    public static Program program(Setting setting) {
        int chains = setting.get("chains");
        int depth = setting.get("depth");
        return new OnVirtualThread(() -> all(chains, depth));
    }

    private static long all(int chains, int depth) throws InterruptedException {
        long links = 0;
        for (int i = 0; i < chains; i++) {
            var chain = new Chain();
            chain.link(depth);
            chain.ended.await();
            links += chain.links;
        }
        return links;
    }

    /** The count needs no lock: a start happens-before what it starts. */
    private static final class Chain {
        private final CountDownLatch ended = new CountDownLatch(1);
        private long links;

        void link(int depth) {
            if (depth == 0) {
                ended.countDown();
            } else {
                links++;
                Thread.startVirtualThread(() -> link(depth - 1));
            }
        }
    }
}
