package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;
import dev.raddle.testing.Carriers;
import dev.raddle.testing.RandomTree;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** Random trees of coroutines that do everything at once, seed after seed: nobody gets lost. */
@Tag("stress")
@BoundedTime
class SchedulerStressTest {
    private static final Duration FOR = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    @ParameterizedTest(name = "{0} carriers, {1}")
    @CsvSource({
        "1, WAIT",
        "2, WAIT",
        "4, WAIT",
        "1, CLOSE",
        "2, CLOSE",
        "4, CLOSE",
        "2, SHUT_DOWN",
        "4, SHUT_DOWN"
    })
    void everyCoroutineOfARandomTreeIsAccountedFor(int carriers, Ending ending) throws Exception {
        long until = System.nanoTime() + FOR.toNanos();
        for (long seed = 1; System.nanoTime() - until < 0; seed++) {
            run(carriers, ending, seed);
        }
    }

    /** When the scheduler is closed. */
    private enum Ending {
        /** When the tree has ended. */
        WAIT,
        /** While it grows. */
        CLOSE,
        /** While it grows, with everything cancelled. */
        SHUT_DOWN
    }

    private static void run(int carriers, Ending ending, long seed) throws Exception {
        Scheduler scheduler =
                Scheduler.builder()
                        .carriers(carriers)
                        .pinning(Pinning.none())
                        .uncaughtHandler((coroutine, reason) -> {})
                        .open();
        var tree = new RandomTree(scheduler, seed, 1_000);
        tree.plant(5);
        if (ending == Ending.WAIT) {
            tree.awaitRoots();
        }
        boolean closed =
                ending == Ending.SHUT_DOWN
                        ? scheduler.shutdownNow(CLOSING)
                        : scheduler.close(CLOSING);
        assertThat(closed).as("closed, seed %d, %s", seed, tree).isTrue();
        tree.verify();
        Scheduler.Metrics metrics = scheduler.metrics();
        assertThat(metrics.spawned())
                .as("spawned, with those that the engine needs itself, seed %d", seed)
                .isGreaterThanOrEqualTo(tree.created());
        assertThat(metrics.finished()).as("finished, seed %d", seed).isEqualTo(metrics.spawned());
        assertThat(Carriers.aliveOf(scheduler)).isEmpty();
    }
}
