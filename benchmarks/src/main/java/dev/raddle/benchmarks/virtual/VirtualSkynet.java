package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** A tree of virtual threads, ten below each, whose leaves return their ordinals. */
public final class VirtualSkynet {
    private static final int BRANCHES = 10;

    private VirtualSkynet() {}

    /**
     * By {@link Thread#startVirtualThread} and {@link Thread#join()}.
     *
     * @param setting {@code leaves}
     * @return a program
     */
    public static Program program(Setting setting) {
        int leaves = setting.get("leaves");
        return new OnVirtualThread(() -> sum(0, leaves));
    }

    private static long sum(long first, int leaves) throws InterruptedException {
        if (leaves == 1) {
            return first;
        }
        int each = leaves / BRANCHES;
        var nodes = new Node[BRANCHES];
        var threads = new Thread[BRANCHES];
        for (int i = 0; i < BRANCHES; i++) {
            nodes[i] = new Node(first + (long) i * each, each);
            threads[i] = Thread.startVirtualThread(nodes[i]);
        }
        long sum = 0;
        for (int i = 0; i < BRANCHES; i++) {
            threads[i].join();
            sum += nodes[i].result;
        }
        return sum;
    }

    private static final class Node implements Runnable {
        private final long first;
        private final int leaves;
        private long result;

        Node(long first, int leaves) {
            this.first = first;
            this.leaves = leaves;
        }

        @Override
        public void run() {
            try {
                result = sum(first, leaves);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
