package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.raddle.scheduler.cpu.CpuSet;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

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
        int cpu = firstUsableCpu();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openPinnedTo(2, cpu))
                .withMessageContaining("2 carriers to 1 CPU (" + cpu + ")");
    }

    @Test
    void moreCpusThanCarriersAreRefused() {
        int[] usable = usableCpus();
        assumeThat(usable.length).isGreaterThan(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> openPinnedTo(1, usable))
                .withMessageContaining("1 carrier to " + usable.length + " CPUs");
    }

    @Test
    void withoutACountThereIsACarrierForEachCpuNamed() {
        Pinning one = Pinning.cpus(firstUsableCpu());
        try (Scheduler scheduler = Scheduler.builder().pinning(one).open()) {
            assertThat(scheduler.carriers()).isEqualTo(1);
            assertThat(scheduler.call(() -> 1)).isEqualTo(1);
        }
    }

    @Test
    void moreCpusThanThereMayBeCarriersAreRefused() {
        Pinning many = Pinning.cpus(IntStream.range(0, 1025).toArray());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scheduler.builder().pinning(many).open())
                .withMessageContaining("1025");
    }

    @Test
    void aCpuNamedTwiceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pinning.cpus(3, 0, 3))
                .withMessage(
                        "CPU 3 is named twice in [3, 0, 3]: name another one for each carrier");
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

    private static int firstUsableCpu() {
        return usableCpus()[0];
    }

    /** Known from the error, so that the test needs no access to the system. */
    private static int[] usableCpus() {
        try {
            openPinnedTo(1, NO_SUCH_CPU).close();
            throw new AssertionError("there is a CPU " + NO_SUCH_CPU);
        } catch (IllegalArgumentException e) {
            return CpuSet.parse(e.getMessage().replaceFirst("(?s).*may use ", "")).toArray();
        }
    }

    private static Scheduler openPinnedTo(int carriers, int... cpus) {
        return Scheduler.builder().carriers(carriers).pinning(Pinning.cpus(cpus)).open();
    }
}
