package dev.raddle;

import java.time.Duration;

/**
 * The main class of a forked JVM: far down on a stack that the JVM refuses to suspend, a join
 * cannot wait for its right half, which has failed elsewhere and is still closing a scope. What
 * then catches the error goes on as if nobody had told it to end.
 */
final class FailedBelow {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Scheduler scheduler =
            Scheduler.builder()
                    .carriers(3)
                    .pinning(Pinning.none())
                    .uncaughtHandler((coroutine, reason) -> {})
                    .open();
    private volatile boolean mayEnd;

    private FailedBelow() {}

    /** No arguments. */
    public static void main(String[] arguments) {
        new FailedBelow().run();
        System.exit(0); // also if it hangs
    }

    private void run() {
        Coroutine<Void> caller = scheduler.spawn(this::fallBack);
        try {
            caller.join(LIMIT);
        } catch (RuntimeException e) {
            System.out.println(e);
        }
        System.out.println(scheduler.close(LIMIT) ? "closed" : "not closed");
        Scheduler.Metrics metrics = scheduler.metrics();
        System.out.println(metrics.spawned() - metrics.finished() + " left");
    }

    private void fallBack() {
        try {
            descend(levelsOfAStack() / 2);
        } catch (StackOverflowError e) {
            System.out.println("cannot be suspended");
        }
        System.out.println(Thread.currentThread().isInterrupted() ? "interrupted" : "undisturbed");
        Coroutine.checkpoint();
        System.out.println("goes on");
        mayEnd = true;
    }

    /** How far down a stack goes. */
    private static int levelsOfAStack() {
        int[] levels = {0};
        try {
            count(levels);
        } catch (StackOverflowError e) {
            return levels[0];
        }
        throw new AssertionError("endless");
    }

    private static int count(int[] levels) {
        levels[0]++;
        return count(levels) + 1;
    }

    private void descend(int levels) {
        if (levels > 0) {
            descend(levels - 1);
        } else {
            Parallel.run(FailedBelow::spinUntilInterrupted, this::failSlowly);
        }
    }

    private static void spinUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        throw new IllegalStateException("interrupted");
    }

    /** It tells of its failure before it closes the scope that it has forgotten. */
    private void failSlowly() {
        Coroutine<Void> child =
                Scope.open()
                        .fork(() -> {
                            while (!mayEnd) {
                                Thread.onSpinWait();
                            }
                            return null;
                        });
        while (!child.isStarted()) {
            Thread.onSpinWait(); // the third carrier takes it
        }
        throw new IllegalArgumentException("right");
    }
}
