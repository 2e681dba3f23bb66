package dev.raddle.benchmarks.raddle;

import dev.raddle.Scheduler;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.CountDownLatch;

/** Chains in which each coroutine spawns the next and ends. */
public final class RaddleChain {

    private RaddleChain() {}

    /**
     * One chain after the other.
     *
     * @param setting {@code chains} and {@code depth}
     * @return a program
     */
    public static Program program(Setting setting) {
        int chains = setting.get("chains");
        int depth = setting.get("depth");
        return new OnScheduler(setting, () -> all(Scheduler.current(), chains, depth));
    }

    private static long all(Scheduler scheduler, int chains, int depth)
            throws InterruptedException {
        long links = 0;
        for (int i = 0; i < chains; i++) {
            var chain = new Chain(scheduler);
            chain.link(depth);
            chain.ended.await();
            links += chain.links;
        }
        return links;
    }

    /** The count needs no lock: a spawn happens-before what it starts. */
    private static final class Chain {
        private final Scheduler scheduler;
        private final CountDownLatch ended = new CountDownLatch(1);
        private long links;

        Chain(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        void link(int depth) {
            if (depth == 0) {
                ended.countDown();
            } else {
                links++;
                scheduler.spawn(() -> link(depth - 1));
            }
        }
    }
}
