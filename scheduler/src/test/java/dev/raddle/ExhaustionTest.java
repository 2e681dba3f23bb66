package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.IntSupplier;

/** The stack runs out, perhaps in the middle of the engine's own code: nobody waits for ever. */
@BoundedTime
class ExhaustionTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /** On one carrier: with two, a child that is stolen begins on a stack of its own. */
    @ParameterizedTest
    @ValueSource(ints = 1)
    void endlessForkAndJoinFailsInsteadOfHanging(int carriers) {
        for (int i = 0; i < 4; i++) {
            int padding = 7 * i;
            Scheduler scheduler =
                    Scheduler.builder()
                            .carriers(carriers)
                            .pinning(Pinning.none())
                            .uncaughtHandler((coroutine, reason) -> {})
                            .open();
            Coroutine<Integer> endless =
                    scheduler.spawn(() -> padded(padding, ExhaustionTest::forkForEver));
            assertThatThrownBy(() -> endless.join(LIMIT))
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseInstanceOf(VirtualMachineError.class);
            assertThat(scheduler.spawn(() -> "alive").join(LIMIT)).isEqualTo("alive");
            assertThat(scheduler.close(LIMIT)).isTrue();
        }
    }

    /** So that the stack ends somewhere else each time. */
    private static int padded(int frames, IntSupplier body) {
        return frames == 0 ? body.getAsInt() : padded(frames - 1, body) + 1;
    }

    private static int forkForEver() {
        try (Scope scope = Scope.open()) {
            return join(scope.fork(ExhaustionTest::forkForEver));
        }
    }

    /** Without wrapping the failure once for each level. */
    private static int join(Coroutine<Integer> child) {
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
