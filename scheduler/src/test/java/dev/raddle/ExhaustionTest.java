package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

/** The stack runs out, perhaps in the middle of the engine's own code: nobody waits for ever. */
class ExhaustionTest extends SchedulerFixture {

    /** Uses up the stack a frame at a time, so that each attempt meets the end elsewhere. */
    private static int descend(int padding, java.util.function.IntSupplier atTheBottom) {
        return padding == 0 ? atTheBottom.getAsInt() : 1 + descend(padding - 1, atTheBottom);
    }

    private static int forkForEver(AtomicInteger depth) {
        depth.incrementAndGet();
        try (Scope scope = Scope.open()) {
            return scope.fork(() -> forkForEver(depth)).join();
        }
    }

    @Test
    void endlessForkAndJoinFailsAndTheSchedulerGoesOn() {
        for (int i = 0; i < 3; i++) {
            int padding = i;
            var depth = new AtomicInteger();
            Coroutine<Integer> endless =
                    scheduler.spawn(() -> descend(padding, () -> forkForEver(depth)));
            Await.ended(endless);
            assertThat(endless.state()).isEqualTo(Coroutine.State.FAILED);
            assertThat(depth.get()).isGreaterThan(100);
        }
        assertThat(scheduler.call(() -> "alive")).isEqualTo("alive");
    }

    /** Runs an action fifty times where the stack ends, each time a little further up. */
    private static int atTheEndOfTheStack(Runnable action) {
        action.run(); // with enough stack first: no class shall be initialised at its end
        int[] successes = {0};
        climb(action, successes);
        return successes[0];
    }

    private static void climb(Runnable action, int[] successes) {
        try {
            climb(action, successes);
        } catch (StackOverflowError e) {
            if (successes[0] < 50) {
                action.run(); // overflows again; goes further one level up
                successes[0]++;
            }
        }
    }

    @Test
    void spawningWhereTheStackEndsLosesNobody() {
        var ran = new AtomicInteger();
        var spawned = new AtomicInteger();
        scheduler.call(() ->
                atTheEndOfTheStack(() -> {
                    scheduler.spawn(() -> ran.incrementAndGet());
                    spawned.incrementAndGet();
                }));
        assertThat(spawned).hasValueGreaterThan(50);
        Await.until(() -> ran.get() >= spawned.get());
    }

    @Test
    void forkingWhereTheStackEndsLosesNobody() {
        var ran = new AtomicInteger();
        var forked = new AtomicInteger();
        Coroutine<Integer> deep =
                scheduler.spawn(() -> {
                    try (var scope = Scope.open(Joiner.<Integer>allSettled())) {
                        return atTheEndOfTheStack(() -> {
                            scope.fork(() -> ran.incrementAndGet());
                            forked.incrementAndGet();
                        });
                    }
                });
        Await.ended(deep);
        assertThat(forked).hasValueGreaterThan(50);
        assertThat(ran).hasValueGreaterThanOrEqualTo(forked.get());
    }

    @Test
    void joiningWhereTheStackEndsLosesNobody() {
        Coroutine<Integer> deep =
                scheduler.spawn(() -> {
                    try (var scope = Scope.open(Joiner.<Integer>allSettled())) {
                        return atTheEndOfTheStack(() -> scope.fork(() -> 1).join());
                    }
                });
        Await.ended(deep);
        assertThat(deep.isDone()).isTrue();
    }

    @Test
    void openingAndClosingWhereTheStackEndsLosesNobody() {
        Coroutine<Integer> deep =
                scheduler.spawn(() ->
                        atTheEndOfTheStack(() -> {
                            try (Scope scope = Scope.open()) {
                                scope.fork(() -> 1);
                            }
                        }));
        Await.ended(deep);
        assertThat(deep.isDone()).isTrue();
    }
}
