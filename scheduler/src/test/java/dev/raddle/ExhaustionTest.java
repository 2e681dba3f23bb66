package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;

/** The stack runs out, perhaps in the middle of the engine's own code: nobody waits for ever. */
@BoundedTime
class ExhaustionTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int TRIALS = 4;
    private static final int DEEP = 20_000;

    /** Ways to recurse for ever. */
    enum Endless implements IntSupplier {
        JOIN {
            @Override
            public int getAsInt() {
                try (Scope scope = Scope.open()) {
                    return joined(scope.fork(JOIN::getAsInt));
                }
            }
        },
        /** The siblings wait unstarted all the way up. */
        JOIN_TWO {
            @Override
            public int getAsInt() {
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
                try (Scope scope = Scope.open()) {
                    scope.fork(CLOSE::getAsInt);
                }
                return 0;
            }
        }
    }

    /** On one carrier: with two, a child that is stolen begins on a stack of its own. */
    @ParameterizedTest
    @EnumSource
    void endlessForkAndJoinFailsInsteadOfHanging(Endless endless) {
        for (int i = 0; i < TRIALS; i++) {
            int padding = 7 * i;
            Scheduler scheduler =
                    Scheduler.builder()
                            .carriers(1)
                            .pinning(Pinning.none())
                            .uncaughtHandler((coroutine, reason) -> {})
                            .open();
            Coroutine<Integer> top = scheduler.spawn(() -> padded(padding, endless));
            assertThatThrownBy(() -> top.join(LIMIT))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(StackOverflowError.class);
            assertThat(scheduler.spawn(() -> "alive").join(LIMIT)).isEqualTo("alive");
            assertThat(scheduler.close(LIMIT)).isTrue();
        }
    }

    /** Each level on a stack of its own, so that only the canceller's own could overflow. */
    @Test
    void cancellingAVeryDeepTreeDoesNotOverflowTheCancellersStack() throws InterruptedException {
        Scheduler scheduler = Scheduler.builder().carriers(1).pinning(Pinning.none()).open();
        var atTheBottom = new CountDownLatch(1);
        Coroutine<Integer> top = scheduler.spawn(() -> nested(DEEP, atTheBottom));
        atTheBottom.await();
        assertThat(top.cancel()).isTrue();
        assertThatThrownBy(() -> top.join(LIMIT)).isInstanceOf(CancellationException.class);
        assertThat(scheduler.close(LIMIT)).isTrue();
    }

    private static int nested(int levels, CountDownLatch atTheBottom)
            throws InterruptedException, ExecutionException {
        if (levels == 0) {
            atTheBottom.countDown();
            Coroutine.sleep(Duration.ofHours(1));
            return 0;
        }
        try (Scope scope = Scope.open()) {
            return scope.fork(() -> nested(levels - 1, atTheBottom)).get();
        }
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
