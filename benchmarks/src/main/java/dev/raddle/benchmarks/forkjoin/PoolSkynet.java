package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.RecursiveTask;

/** A tree of tasks, ten below each, whose leaves return their ordinals. */
public final class PoolSkynet {
    private static final int BRANCHES = 10;

    private PoolSkynet() {}

    /**
     * By {@link RecursiveTask}.
     *
     * @param setting {@code leaves}
     * @return a program
     */
    public static Program program(Setting setting) {
        int leaves = setting.get("leaves");
        return new OnPool(setting, () -> new Node(0, leaves));
    }

    private static final class Node extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;

        private final long first;
        private final int leaves;

        Node(long first, int leaves) {
            this.first = first;
            this.leaves = leaves;
        }

        @Override
        protected Long compute() {
            return leaves == 1 ? first : sum();
        }

        /** Joins the newest first, as the pool's documentation advises. */
        private long sum() {
            int each = leaves / BRANCHES;
            var children = new Node[BRANCHES];
            for (int i = 0; i < BRANCHES; i++) {
                children[i] = new Node(first + (long) i * each, each);
                children[i].fork();
            }
            long sum = 0;
            for (int i = BRANCHES - 1; i >= 0; i--) {
                sum += children[i].join();
            }
            return sum;
        }
    }
}
