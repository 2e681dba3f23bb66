package dev.raddle.scheduler.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.raddle.Coroutine;
import dev.raddle.Pipeline;
import dev.raddle.Scheduler;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Random pipelines give what {@code java.util.stream} gives; a failure is the one that was due. */
class PipelineRandomTest extends WithScheduler {
    private static final int PIPELINES = 60;

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(PIPELINES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameAsAStream(long seed) {
        RandomGenerator random = random(seed);
        List<Long> input = random.longs(random.nextInt(2_000)).boxed().toList();
        Stream<Long> expected = input.stream();
        Pipeline<Long> pipeline = Pipeline.from(input);
        for (int stages = random.nextInt(6); stages > 0; stages--) {
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            expected = expected.map(kind::apply);
            pipeline = pipeline.map(kind::applyAsCoroutine);
        }
        List<Long> results = new ArrayList<>();
        pipeline.inFlight(1 + random.nextInt(40)).on(scheduler).forEach(results::add);
        assertThat(results).isEqualTo(expected.toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aFailureAnywhereIsReportedAndOnlyAPrefixIsDelivered(long seed) {
        RandomGenerator random = random(seed);
        int size = 1 + random.nextInt(500);
        int culprit = random.nextInt(size);
        boolean inSink = random.nextBoolean();
        IntFunction<Integer> fail =
                item -> {
                    if (item == culprit) {
                        throw new IllegalStateException("item " + item);
                    }
                    return item;
                };
        List<Integer> results = new ArrayList<>();
        Throwable thrown =
                catchThrowable(() ->
                        Pipeline.from(PipelineTest.numbers(size))
                                .map(i -> inSink ? i : fail.apply(i))
                                .inFlight(1 + random.nextInt(20))
                                .on(scheduler)
                                .forEach(i -> results.add(inSink ? fail.apply(i) : i)));
        assertThat(thrown)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("item " + culprit);
        assertThat(results).isEqualTo(PipelineTest.numbers(results.size()));
        assertThat(results.size()).isLessThanOrEqualTo(culprit);
    }

    private static RandomGenerator random(long seed) {
        return new SplittableRandom(seed);
    }

    private enum Kind {
        NEGATE,
        SPIN,
        YIELD,
        SPAWN;

        Long apply(Long item) {
            return this == NEGATE ? -item : item + ordinal();
        }

        Long applyAsCoroutine(Long item) {
            switch (this) {
                case SPIN -> PipelineTest.spinFor(item.intValue());
                case YIELD -> Coroutine.yield();
                case SPAWN -> {
                    return Scheduler.current().spawn(() -> apply(item)).join();
                }
                default -> {}
            }
            return apply(item);
        }
    }
}
