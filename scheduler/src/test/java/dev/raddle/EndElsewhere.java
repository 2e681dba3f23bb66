package dev.raddle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of forked JVMs: far down on a stack that the JVM refuses to suspend, a coroutine
 * ends that has forgotten to close a scope, in which a child still runs. It goes on ending on a
 * stack of its own, which it gets only when the scheduler is already being closed, or shut down.
 */
final class EndElsewhere {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Scheduler scheduler =
            Scheduler.builder()
                    .carriers(2)
                    .pinning(Pinning.none())
                    .uncaughtHandler((coroutine, reason) -> {})
                    .open();
    private final CountDownLatch wentElsewhere = new CountDownLatch(1);
    private volatile boolean otherCarrierIsBusy;
    private volatile boolean hasForked;
    private volatile boolean mayEnd;
    private volatile boolean mayUnwind;
    private volatile Coroutine<?> forgetful;

    private EndElsewhere() {}

    /** Argument: whether to shut down. */
    public static void main(String[] arguments) throws InterruptedException {
        new EndElsewhere().run(Boolean.parseBoolean(arguments[0]));
        System.exit(0); // also if it hangs
    }

    private void run(boolean shutdown) throws InterruptedException {
        scheduler.spawn(this::keepOtherCarrierBusy);
        scheduler.spawn(() -> descend(levelsOfAStack() / 2));
        wentElsewhere.await();
        if (!shutdown) {
            mayUnwind = true;
        }
        boolean closed = shutdown ? scheduler.shutdownNow(LIMIT) : scheduler.close(LIMIT);
        System.out.println(closed ? "closed" : "not closed");
        System.out.println(forgetful.state());
        Scheduler.Metrics metrics = scheduler.metrics();
        System.out.println(metrics.spawned() - metrics.finished() + " left");
    }

    /** Or it would take the one that is to be run on top of the deep stack. */
    private void keepOtherCarrierBusy() {
        otherCarrierIsBusy = true;
        while (!hasForked) {
            Thread.onSpinWait();
        }
    }

    /** How far down a stack goes. */
    private int levelsOfAStack() {
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
            try {
                forkForgetful();
            } catch (StackOverflowError e) {
                System.out.println("cannot be suspended"); // at the close, as at the join
                mayEnd = true; // not before: the child might have ended by the time of the close
            }
        }
    }

    private void forkForgetful() {
        while (!otherCarrierIsBusy) {
            Thread.onSpinWait();
        }
        try (Scope scope = Scope.open()) {
            forgetful =
                    scope.fork(() -> {
                        Coroutine<Void> child = Scope.open().fork(this::untilAllowed);
                        hasForked = true;
                        while (!child.isStarted()) {
                            Thread.onSpinWait(); // the other carrier takes it
                        }
                        return null;
                    });
            try {
                forgetful.join();
            } catch (StackOverflowError e) {
                wentElsewhere.countDown();
                while (!mayUnwind && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private Void untilAllowed() {
        while (!mayEnd) {
            Thread.onSpinWait();
        }
        return null;
    }
}
