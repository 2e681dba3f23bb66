package dev.raddle.scheduler;

import dev.raddle.Parallel;

/**
 * A tree that is walked by joins: the children of a node in halves, the right one forked.
 *
 * <p>A step is taken at each node and after each left half: so a branch can be stolen while any of
 * the left half runs, and just before its parent asks for it.
 */
interface SimulatedTree {

    /** How many children the root of an unbalanced tree has. */
    int BRANCHING = 4;

    /** How many children the root has. */
    int children();

    /** One of them. */
    SimulatedTree child(int index);

    /** The calls of the naive Fibonacci function. */
    static SimulatedTree fib(int n) {
        return new SimulatedTree() {
            @Override
            public int children() {
                return n < 2 ? 0 : 2;
            }

            @Override
            public SimulatedTree child(int index) {
                return fib(n - 1 - index);
            }
        };
    }

    /**
     * An unbalanced tree as in the Unbalanced Tree Search benchmark (Olivier and others, LCPC
     * 2006): numbers of children are geometrically distributed, with an average that falls from
     * that of the root to 0 at the depth where the tree ends.
     */
    static SimulatedTree unbalanced(long seed, int height) {
        return unbalanced(seed, height, 0);
    }

    private static SimulatedTree unbalanced(long seed, int height, int depth) {
        int children = depth == 0 ? BRANCHING : geometric(mix(seed), height, depth);
        return new SimulatedTree() {
            @Override
            public int children() {
                return children;
            }

            @Override
            public SimulatedTree child(int index) {
                return unbalanced(mix(seed) + index + 1, height, depth + 1);
            }
        };
    }

    private static int geometric(long random, int height, int depth) {
        if (depth >= height) {
            return 0;
        }
        double average = (double) BRANCHING * (height - depth) / height;
        double uniform = (random >>> 11) * 0x1p-53;
        return (int) (Math.log1p(-uniform) / Math.log1p(-1 / (1 + average)));
    }

    /** SplitMix64's. */
    private static long mix(long seed) {
        long z = seed + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** How many nodes there are. By a coroutine. */
    default long count(Runnable step) {
        step.run();
        return 1 + count(step, 0, children());
    }

    private long count(Runnable step, int from, int to) {
        if (to - from < 2) {
            return from == to ? 0 : child(from).count(step);
        }
        int middle = (from + to) >>> 1;
        return Parallel.joinLong(
                () -> {
                    long left = count(step, from, middle);
                    step.run();
                    return left;
                },
                () -> count(step, middle, to),
                Long::sum);
    }

    /**
     * What the walk costs, in steps, whoever does it.
     *
     * @param nodes how many there are
     * @param forks how many joins
     * @param work all steps: T1
     * @param span the longest chain of steps that come one after the other: T∞
     */
    record Cost(long nodes, long forks, long work, long span) {
        private static final Cost NONE = new Cost(0, 0, 0, 0);

        private Cost join(Cost right) {
            return new Cost(
                    nodes + right.nodes,
                    forks + right.forks + 1,
                    work + 1 + right.work,
                    Math.max(span + 1, right.span));
        }
    }

    /** Found by one walk without a scheduler. */
    default Cost cost() {
        Cost below = cost(0, children());
        return new Cost(below.nodes + 1, below.forks, below.work + 1, below.span + 1);
    }

    private Cost cost(int from, int to) {
        if (to - from < 2) {
            return from == to ? Cost.NONE : child(from).cost();
        }
        int middle = (from + to) >>> 1;
        return cost(from, middle).join(cost(middle, to));
    }
}
