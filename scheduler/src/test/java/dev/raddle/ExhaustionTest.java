package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.EndlessRecursion.Shape;
import dev.raddle.scheduler.jdk.ForkedJvm;
import dev.raddle.scheduler.jdk.ForkedJvm.Result;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** The stack runs out, perhaps in the middle of the engine's own code: nobody waits for ever. */
@BoundedTime
class ExhaustionTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int DEEP = 20_000;
    private static final String SMALL_STACKS = "-Xss400k";
    private static final String SMALL_REGIONS = "-XX:G1HeapRegionSize=1m";

    // ---- In a JVM of its own -------------------------------------------------------------------

    static Stream<Arguments> recursions() {
        return Stream.concat(
                Arrays.stream(Shape.values()).map(shape -> Arguments.of(shape, 1)),
                Stream.of(
                                Shape.JOIN_TWO,
                                Shape.PARALLEL_LEFT,
                                Shape.PARALLEL_RIGHT,
                                Shape.PARALLEL_BOTH)
                        .map(shape -> Arguments.of(shape, 2)));
    }

    /**
     * Each as the first thing that a JVM does, and then again. Whatever is loaded or linked for the
     * first time at the end of a stack may fail there for good: nothing is, from a level high up
     * until the failure has arrived. Interpreted, since then the stack ends anywhere.
     */
    @ParameterizedTest
    @MethodSource("recursions")
    void endlessForkAndJoinFailsInsteadOfHanging(Shape shape, int carriers) {
        Result result =
                jvm("-Xint", "-Xlog:class+load", SMALL_STACKS)
                        .run(
                                program(EndlessRecursion.class),
                                shape.name(),
                                Integer.toString(carriers));
        assertThat(result.err()).isEmpty();
        List<String> lines = result.out().lines().toList();
        assertThat(lines)
                .filteredOn(EndlessRecursion.CLOSED::equals)
                .hasSize(EndlessRecursion.TRIALS);
        assertThat(loadedFarDown(lines)).isEmpty();
    }

    /** But for what is the program's own. */
    private static List<String> loadedFarDown(List<String> lines) {
        List<String> loaded = new ArrayList<>();
        boolean farDown = false;
        for (String line : lines) {
            farDown =
                    line.equals(EndlessRecursion.DEEP)
                            || farDown && !line.equals(EndlessRecursion.FAILED);
            if (farDown && line.contains("source:") && !line.contains("EndlessRecursion")) {
                loaded.add(line);
            }
        }
        return loaded;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoCannotWaitForItsChildrenEndsOnAStackOfItsOwn(boolean shutdown) {
        Result result =
                jvm("-Xint", "-XX:+UseG1GC", SMALL_REGIONS)
                        .run(program(EndElsewhere.class), Boolean.toString(shutdown));
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly("cannot be suspended", "closed", "FAILED", "0 left");
    }

    @Test
    void aFailedHalfThatCannotBeWaitedForDisturbsNobodyFurtherUp() {
        Result result = jvm("-Xint", "-XX:+UseG1GC", SMALL_REGIONS).run(program(FailedBelow.class));
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        "cannot be suspended", "undisturbed", "goes on", "closed", "0 left");
    }

    private static ForkedJvm jvm(String... flags) {
        return new ForkedJvm()
                .with("--add-opens=java.base/java.lang=ALL-UNNAMED")
                .with("--enable-native-access=ALL-UNNAMED")
                .with(flags);
    }

    private static List<String> program(Class<?> main) {
        return List.of("-cp", System.getProperty("java.class.path"), main.getName());
    }

    // ---- In this one ---------------------------------------------------------------------------

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
}
