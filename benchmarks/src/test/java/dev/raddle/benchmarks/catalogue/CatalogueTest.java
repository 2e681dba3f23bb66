package dev.raddle.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Workload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

class CatalogueTest {

    /** Each workload by each engine, once, in this JVM. */
    static Stream<Arguments> programs() {
        return Catalogue.all().stream()
                .flatMap(workload ->
                        workload.programs().keySet().stream()
                                .map(engine -> Arguments.of(workload.name(), engine)));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void everyProgramGivesTheRightAnswerAgainAndAgain(String name, Engine engine) throws Exception {
        Workload workload = Catalogue.find(name).orElseThrow();
        var setting = new Setting(workload.parameters(true), 2);
        try (var program = workload.programs().get(engine).make(setting)) {
            for (int round = 0; round < 2; round++) {
                program.prepare();
                assertThat(program.answer(program.run()))
                        .isEqualTo(workload.answer(setting.parameters()));
                program.settle();
                if (workload.method() == Workload.Method.FOOTPRINT) {
                    return;
                }
            }
        }
    }

    @Test
    void knowsTheAnswersOfTheField() {
        assertThat(answer("fib", "n", 35)).isEqualTo(9_227_465);
        assertThat(answer("fib", "n", 40)).isEqualTo(102_334_155);
        assertThat(answer("skynet", "leaves", 1_000_000)).isEqualTo(499_999_500_000L);
        assertThat(answer("integrate", "to", 10_000)).isEqualTo(2_500_000_050_000_000L);
        assertThat(answer("nqueens", "queens", 14)).isEqualTo(365_596);
        assertThat(answer("uts-t1", "depth", 10)).isEqualTo(4_130_071);
        assertThat(answer("uts-t3", "branches", 2_000)).isEqualTo(4_112_897);
        assertThat(answer("sieve", "primes", 4_000)).isEqualTo(37_813);
        Workload ring = Catalogue.find("ring").orElseThrow();
        assertThat(ring.answer(ring.parameters(false))).isEqualTo(181);
    }

    @Test
    void tellsTimePerFork() {
        Workload fib = Catalogue.find("fib").orElseThrow();

        // fib(3) = fib(2) + fib(1) forks once, fib(2) in it once more.
        assertThat(fib.unit(new Setting(Parameters.of("n", 3), 1)).of(100)).isEqualTo(50);
        assertThat(fib.unit(new Setting(Parameters.of("n", 3), 2)).of(100)).isEqualTo(100);
    }

    @Test
    void refusesSizesThatMakeNoSense() {
        Workload skynet = Catalogue.find("skynet").orElseThrow();

        assertThatThrownBy(() -> skynet.check(Parameters.of("leaves", 20)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("power of ten");
        assertThatThrownBy(() -> check("integrate", "to", 10_001)).hasMessageContaining("10,000");
        assertThatThrownBy(() -> check("nqueens", "queens", 19)).hasMessageContaining("18");
        assertThatThrownBy(() -> check("matmul", "side", 100)).hasMessageContaining("power of two");
        assertThatThrownBy(() -> check("ping-pong", "hops", 3)).hasMessageContaining("even");
    }

    private static void check(String workload, String parameter, long value) {
        Catalogue.find(workload).orElseThrow().check(Parameters.of(parameter, value));
    }

    private static long answer(String workload, String parameter, long value) {
        return Catalogue.find(workload).orElseThrow().answer(Parameters.of(parameter, value));
    }
}
