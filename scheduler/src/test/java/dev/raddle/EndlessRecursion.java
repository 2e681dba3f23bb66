package dev.raddle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;

/**
 * The main class of forked JVMs: recursion without end, as the first thing that the JVM does. So
 * whatever is needed for the first time at the end of a stack is needed there for the first time.
 *
 * <p>It has no limit of time: how often a half is stolen, and so how many stacks are filled, is
 * chance. Who runs it ends a hanging JVM.
 */
final class EndlessRecursion {
    static final int TRIALS = 4;
    static final String DEEP = "deep";
    static final String FAILED = "failed";
    static final String CLOSED = "goes on and closes";

    private static final int LEVELS_UNTIL_DEEP = 100;

    // Racy: with several carriers it is said twice, or somewhat later.
    private static int levels;

    private EndlessRecursion() {}

    /** Ways to recurse for ever. */
    enum Shape implements IntSupplier {
        JOIN {
            @Override
            public int getAsInt() {
                enter();
                try (Scope scope = Scope.open()) {
                    return joined(scope.fork(JOIN::getAsInt));
                }
            }
        },
        /** The siblings wait unstarted all the way up. */
        JOIN_TWO {
            @Override
            public int getAsInt() {
                enter();
                try (Scope scope = Scope.open()) {
                    Coroutine<Integer> first = scope.fork(JOIN_TWO::getAsInt);
                    Coroutine<Integer> second = scope.fork(JOIN_TWO::getAsInt);
                    return joined(first) + joined(second);
                }
            }
        },
        CLOSE {
            @Override
            public int getAsInt() {
                enter();
                try (Scope scope = Scope.open()) {
                    scope.fork(CLOSE::getAsInt);
                }
                return 0;
            }
        },
        /** The right halves wait in the deque all the way up. */
        PARALLEL_LEFT {
            @Override
            public int getAsInt() {
                enter();
                return Parallel.joinInt(PARALLEL_LEFT, () -> 1, Integer::sum);
            }
        },
        /** Each right half is taken back, or stolen and so begins another stack. */
        PARALLEL_RIGHT {
            @Override
            public int getAsInt() {
                enter();
                return Parallel.joinInt(() -> 1, PARALLEL_RIGHT, Integer::sum);
            }
        },
        /** The failure of either half ends the other. */
        PARALLEL_BOTH {
            @Override
            public int getAsInt() {
                enter();
                return Parallel.joinInt(PARALLEL_BOTH, PARALLEL_BOTH, Integer::sum);
            }
        }
    }

    /** Arguments: the shape and the number of carriers, each of which gets such a recursion. */
    public static void main(String[] arguments) {
        Shape shape = Shape.valueOf(arguments[0]);
        int carriers = Integer.parseInt(arguments[1]);
        try {
            for (int i = 0; i < TRIALS; i++) {
                run(shape, carriers, 7 * i);
                System.out.println(CLOSED);
            }
        } catch (Throwable e) {
            e.printStackTrace();
        }
        System.exit(0); // also if a carrier goes on
    }

    private static void run(Shape shape, int carriers, int padding) {
        Scheduler scheduler =
                Scheduler.builder()
                        .carriers(carriers)
                        .pinning(Pinning.none())
                        .uncaughtHandler((coroutine, reason) -> {})
                        .open();
        levels = 0;
        List<Coroutine<Integer>> tops = new ArrayList<>();
        for (int i = 0; i < carriers; i++) {
            tops.add(scheduler.spawn(() -> padded(padding, shape)));
        }
        tops.forEach(EndlessRecursion::expectOverflow);
        System.out.println(FAILED);
        if (scheduler.spawn(() -> 1).join() != 1) {
            throw new AssertionError("does not go on");
        }
        scheduler.close();
    }

    /** Far below the beginning, and far above the end. */
    private static void enter() {
        if (levels < LEVELS_UNTIL_DEEP && ++levels == LEVELS_UNTIL_DEEP) {
            System.out.println(DEEP);
        }
    }

    private static void expectOverflow(Coroutine<Integer> top) {
        try {
            top.join();
        } catch (CompletionException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            if (root instanceof StackOverflowError) {
                return;
            }
            throw e;
        }
        throw new AssertionError("recursion without end has ended");
    }

    /** So that the stack ends somewhere else each time. */
    private static int padded(int frames, IntSupplier body) {
        return frames == 0 ? body.getAsInt() : padded(frames - 1, body) + 1;
    }

    /** Without wrapping the failure once for each level. */
    private static int joined(Coroutine<Integer> child) {
        try {
            return child.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
