package dev.raddle.benchmarks.problem;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.Random;

/**
 * Forks that others have to reach, one after the other, while their parent computes. When one has
 * been reached, its parent goes on computing for a random time, at least half and at most all of
 * what the setting says, joins it, and forks the next one.
 */
public final class Reached {
    private static final long NANOS_PER_MICRO = 1_000;

    /** A parent that nobody helps gives up: then the answer is wrong. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final long[] pauses;
    private final long[] nanos;

    // The parent writes them before it forks.
    private int current;
    private long forkedAt;

    // The parent, or who has reached the fork.
    private volatile boolean begun;
    private volatile boolean givenUp;

    /**
     * No fork yet.
     *
     * @param setting {@code forks} and {@code pause}, in microseconds
     */
    public Reached(Setting setting) {
        nanos = new long[setting.get("forks")];
        long most = setting.get("pause") * NANOS_PER_MICRO;
        pauses = new Random(1).longs(nanos.length, most / 2, most + 1).toArray();
    }

    /** How a runtime runs two things at once. */
    @FunctionalInterface
    public interface Fork {
        /**
         * Forks one, runs the other, and joins.
         *
         * @param left run by the caller
         * @param right forked
         */
        void run(Runnable left, Runnable right);
    }

    /**
     * One round.
     *
     * @param fork the runtime's
     * @return how many forks were begun while their parent computed
     */
    public long round(Fork fork) {
        for (int i = 0; i < nanos.length; i++) {
            current = i;
            begun = false;
            forkedAt = System.nanoTime();
            fork.run(this::compute, this::begin);
            if (givenUp) {
                return i;
            }
        }
        return nanos.length;
    }

    private void compute() {
        while (!begun) {
            Thread.onSpinWait();
            if (System.nanoTime() - forkedAt > PATIENCE_NANOS) {
                givenUp = true;
                return;
            }
        }
        long reached = System.nanoTime();
        while (System.nanoTime() - reached < pauses[current]) {
            Thread.onSpinWait();
        }
    }

    private void begin() {
        nanos[current] = System.nanoTime() - forkedAt;
        begun = true;
    }

    /**
     * With the latencies of each round.
     *
     * @param rounds each calls {@link #round}
     * @return a program
     */
    public Program measuredBy(Program rounds) {
        return new Program() {
            @Override
            public long run() throws Exception {
                return rounds.run();
            }

            @Override
            public long[] latencies() {
                return nanos.clone();
            }

            @Override
            public void close() {
                rounds.close();
            }
        };
    }
}
