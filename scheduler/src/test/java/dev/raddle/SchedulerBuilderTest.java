package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BoundedTime
class SchedulerBuilderTest {
    private static final int NO_SUCH_CPU = 4_000;

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1025, Integer.MAX_VALUE})
    void carriersOutOfRangeAreRefused(int carriers) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scheduler.builder().carriers(carriers))
                .withMessageContaining(Integer.toString(carriers));
    }

    @Test
    void nullOptionsAreRefused() {
        assertThatThrownBy(() -> Scheduler.builder().name(null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Scheduler.builder().pinning(null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> Scheduler.builder().uncaughtHandler(null))
                .isInstanceOf(NullPointerException.class);
    }

    @Test
    void byDefaultThereIsACarrierForEachUsableCpu() {
        try (Scheduler scheduler = Scheduler.open()) {
            assertThat(scheduler.carriers())
                    .isBetween(1, Runtime.getRuntime().availableProcessors());
            assertThat(scheduler.call(() -> "runs")).isEqualTo("runs");
        }
    }

    @Test
    void aBuilderMayBeUsedAgain() {
        Scheduler.Builder builder = Scheduler.builder().carriers(1).pinning(Pinning.none());
        try (Scheduler first = builder.open();
                Scheduler second = builder.open()) {
            assertThat(first.name()).isNotEqualTo(second.name());
            assertThat(first.call(() -> second.call(() -> 1))).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a name with % and \n", "übermäßig"})
    void anyTextIsAName(String name) {
        try (Scheduler scheduler =
                Scheduler.builder().carriers(1).pinning(Pinning.none()).name(name).open()) {
            assertThat(scheduler.name()).isEqualTo(name);
            assertThat(scheduler.call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    void aCpuThatMayNotBeUsedIsAnErrorThatNamesThoseThatMay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openPinnedTo(1, NO_SUCH_CPU))
                .withMessageContaining(Integer.toString(NO_SUCH_CPU))
                .withMessageMatching("(?s).*may use \\d.*");
    }

    @Test
    void fewerCpusThanCarriersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> openPinnedTo(2, 0));
    }

    @Test
    void oneCpuForTwoCarriersIsRefusedEvenIfNamedTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> openPinnedTo(2, 0, 0));
    }

    @Test
    void anEmptyOrNegativeListOfCpusIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pinning.cpus());
        assertThatIllegalArgumentException().isThrownBy(() -> Pinning.cpus(0, -1));
    }

    @Test
    void aPinnedSchedulerRuns() {
        try (Scheduler scheduler =
                Scheduler.builder().carriers(1).pinning(Pinning.cpus(firstUsableCpu())).open()) {
            assertThat(scheduler.call(() -> 1)).isEqualTo(1);
        }
    }

    /** Known from the error, so that the test needs no access to the system. */
    private static int firstUsableCpu() {
        try {
            openPinnedTo(1, NO_SUCH_CPU).close();
            throw new AssertionError("there is a CPU " + NO_SUCH_CPU);
        } catch (IllegalArgumentException e) {
            String usable = e.getMessage().replaceFirst("(?s).*may use ", "");
            return Integer.parseInt(usable.replaceFirst("(?s)[^0-9].*", ""));
        }
    }

    private static Scheduler openPinnedTo(int carriers, int... cpus) {
        return Scheduler.builder().carriers(carriers).pinning(Pinning.cpus(cpus)).open();
    }
}
