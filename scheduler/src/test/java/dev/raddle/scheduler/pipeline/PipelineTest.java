package dev.raddle.scheduler.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.fail;

import dev.raddle.Coroutine;
import dev.raddle.Pipeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What a pipeline does when nothing fails: order, bounds, back-pressure, who may call it. */
class PipelineTest extends WithScheduler {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void resultsKeepTheOrderOfTheInput(int inFlight) {
        List<String> results = new ArrayList<>();
        long count =
                Pipeline.from(numbers(5_000))
                        .map(PipelineTest::spinFor)
                        .map(i -> "item " + i)
                        .inFlight(inFlight)
                        .on(scheduler)
                        .forEach(results::add);
        assertThat(count).isEqualTo(5_000);
        assertThat(results).isEqualTo(numbers(5_000).stream().map(i -> "item " + i).toList());
    }

    @Test
    void anEmptySourceGivesNothing() {
        long count =
                Pipeline.from(List.<Integer>of())
                        .map(i -> i + 1)
                        .on(scheduler)
                        .forEach(i -> fail("the sink was called"));
        assertThat(count).isZero();
    }

    @Test
    void aPipelineWithoutStagesPassesItemsOn() {
        List<Integer> results = new ArrayList<>();
        Pipeline.from(numbers(100)).on(scheduler).forEach(results::add);
        assertThat(results).isEqualTo(numbers(100));
    }

    @Test
    void runsInsideACoroutineOnItsScheduler() {
        List<Integer> results = new ArrayList<>();
        long count =
                scheduler.call(
                        () -> Pipeline.from(numbers(100)).map(i -> -i).forEach(results::add));
        assertThat(count).isEqualTo(100);
        assertThat(results).startsWith(0, -1, -2).hasSize(100);
    }

    @Test
    void aStageMayRunAPipeline() {
        List<Long> sums = new ArrayList<>();
        Pipeline.from(numbers(20)).map(this::sumOfSquaresBelow).on(scheduler).forEach(sums::add);
        assertThat(sums)
                .isEqualTo(
                        IntStream.range(0, 20)
                                .mapToObj(n -> IntStream.range(0, n).mapToLong(i -> i * i).sum())
                                .toList());
    }

    private long sumOfSquaresBelow(int n) {
        long[] sum = {0};
        Pipeline.from(numbers(n)).map(i -> i * i).inFlight(2).forEach(i -> sum[0] += i);
        return sum[0];
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 1000})
    void neverMoreItemsThanAllowedAreInFlight(int inFlight) {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Iterator<Integer> source =
                new Watched(
                        numbers(3_000).iterator(),
                        () -> most.accumulateAndGet(now.incrementAndGet(), Math::max));
        Pipeline.from(source)
                .map(PipelineTest::spinFor)
                .inFlight(inFlight)
                .on(scheduler)
                .forEach(i -> now.decrementAndGet());
        assertThat(most.get()).isBetween(1, inFlight);
        assertThat(now.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 200})
    void asManyItemsAsAllowedAreInTheStagesIfTheyBlock(int inFlight) {
        CyclicBarrier allHere = new CyclicBarrier(inFlight);
        long count =
                Pipeline.from(numbers(inFlight * 3))
                        .map(i -> {
                            allHere.await();
                            return i;
                        })
                        .inFlight(inFlight)
                        .on(scheduler)
                        .forEach(i -> {});
        assertThat(count).isEqualTo(inFlight * 3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void aSinkThatBlocksStopsTheSource(int inFlight) throws Exception {
        AtomicInteger read = new AtomicInteger();
        Semaphore readAll = new Semaphore(0);
        Semaphore mayWrite = new Semaphore(0);
        Iterator<Integer> source =
                new Watched(
                        numbers(50).iterator(),
                        () -> {
                            read.incrementAndGet();
                            readAll.release();
                        });
        Coroutine<Long> run =
                scheduler.spawn(() ->
                        Pipeline.from(source).inFlight(inFlight).forEach(i -> mayWrite.acquire()));
        for (int written = 0; written + inFlight <= 50; written++) {
            readAll.acquire(written == 0 ? inFlight : 1);
            assertThat(read.get()).isEqualTo(written + inFlight);
            mayWrite.release();
        }
        mayWrite.release(50);
        assertThat(run.join()).isEqualTo(50);
    }

    @Test
    void theSourceMayWaitForWhatTheSinkDidWithEarlierItems() {
        Semaphore replies = new Semaphore(1);
        Iterator<Integer> source =
                new Watched(numbers(200).iterator(), replies::acquireUninterruptibly);
        long count =
                Pipeline.from(source)
                        .map(i -> i)
                        .inFlight(16)
                        .on(scheduler)
                        .forEach(i -> replies.release());
        assertThat(count).isEqualTo(200);
    }

    @Test
    void aSlowFirstItemHoldsBackTheSinkButNotTheStages() {
        CountDownLatch othersDone = new CountDownLatch(9);
        List<Integer> results = new ArrayList<>();
        Pipeline.from(numbers(10))
                .map(i -> {
                    if (i == 0) {
                        othersDone.await();
                    } else {
                        othersDone.countDown();
                    }
                    return i;
                })
                .inFlight(10)
                .on(scheduler)
                .forEach(results::add);
        assertThat(results).isEqualTo(numbers(10));
    }

    @Test
    void sourceAndSinkAreCalledByOneAtATime() {
        AtomicInteger inSource = new AtomicInteger();
        AtomicInteger inSink = new AtomicInteger();
        List<Integer> overlaps = new ArrayList<>();
        Iterator<Integer> source =
                new Watched(
                        numbers(500).iterator(),
                        () -> {
                            int others = inSource.getAndIncrement();
                            Thread.yield();
                            inSource.decrementAndGet();
                            assertThat(others).isZero();
                        });
        Pipeline.from(source)
                .inFlight(8)
                .on(scheduler)
                .forEach(i -> {
                    int others = inSink.getAndIncrement();
                    Thread.yield();
                    inSink.decrementAndGet();
                    if (others != 0) {
                        overlaps.add(i);
                    }
                });
        assertThat(overlaps).isEmpty();
    }

    @Test
    void aPipelineIsImmutable() {
        Pipeline<Integer> numbers = Pipeline.from(numbers(3));
        numbers.map(i -> i * 100).inFlight(1).on(scheduler);
        List<Integer> results = new ArrayList<>();
        numbers.on(scheduler).forEach(results::add);
        assertThat(results).containsExactly(0, 1, 2);
    }

    @Test
    void aSourceIsUsedUpByItsFirstRun() {
        Pipeline<Integer> pipeline = Pipeline.from(numbers(3)).on(scheduler);
        assertThat(pipeline.forEach(i -> {})).isEqualTo(3);
        assertThatIllegalStateException()
                .isThrownBy(() -> pipeline.map(i -> i).forEach(i -> {}))
                .withMessageContaining("used up");
    }

    @Test
    void aCallerThatIsNoCoroutineMustNameAScheduler() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Pipeline.from(numbers(3)).forEach(i -> {}))
                .withMessageContaining("Pipeline.on(scheduler)");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void boundsBelowOneAreRefused(int inFlight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pipeline.from(numbers(3)).inFlight(inFlight))
                .withMessageContaining(String.valueOf(inFlight));
    }

    @Test
    void theLargestBoundTakesNoMemory() {
        Pipeline<Integer> pipeline =
                Pipeline.from(numbers(100)).inFlight(Integer.MAX_VALUE).on(scheduler);
        assertThat(pipeline.forEach(i -> {})).isEqualTo(100);
    }

    @Test
    void nullArgumentsAreRefused() {
        Pipeline<Integer> pipeline = Pipeline.from(numbers(3));
        assertThatNullPointerException().isThrownBy(() -> Pipelines.from(null));
        assertThatNullPointerException().isThrownBy(() -> pipeline.map(null));
        assertThatNullPointerException().isThrownBy(() -> pipeline.on(null));
        assertThatNullPointerException().isThrownBy(() -> pipeline.on(scheduler).forEach(null));
    }

    static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** Work that differs from item to item, so that items overtake one another. */
    static int spinFor(int item) {
        int rounds = (item * 0x9E3779B9) >>> 20;
        for (int i = 0; i < rounds; i++) {
            Thread.onSpinWait();
        }
        return item;
    }

    /** An iterator that tells of each item before it gives it. */
    private record Watched(Iterator<Integer> source, Runnable onNext) implements Iterator<Integer> {
        @Override
        public boolean hasNext() {
            return source.hasNext();
        }

        @Override
        public Integer next() {
            onNext.run();
            return source.next();
        }
    }
}
