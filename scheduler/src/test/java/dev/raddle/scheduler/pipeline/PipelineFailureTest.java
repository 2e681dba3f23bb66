package dev.raddle.scheduler.pipeline;

import static dev.raddle.scheduler.pipeline.PipelineTest.numbers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.raddle.Coroutine;
import dev.raddle.Pipeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The first failure cancels everything, and surfaces once everything has ended. */
class PipelineFailureTest extends WithScheduler {
    private final AtomicInteger atWork = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 57, 99})
    void aFailingStageSurfacesWithItsCause(int culprit) {
        IOException cause = new IOException("item " + culprit);
        List<Integer> results = new ArrayList<>();
        Throwable thrown =
                catchThrowable(() ->
                        Pipeline.from(numbers(100))
                                .map(i -> failAt(i, culprit, cause))
                                .inFlight(5)
                                .on(scheduler)
                                .forEach(results::add));
        assertThat(thrown).isInstanceOf(CompletionException.class).hasCause(cause);
        assertThat(results).isEqualTo(numbers(results.size())).hasSizeLessThanOrEqualTo(culprit);
    }

    @Test
    void aFailingSourceSurfacesWithItsCause() {
        UncheckedIOException cause = new UncheckedIOException(new IOException("read"));
        Iterator<Integer> numbers = numbers(10).iterator();
        Iterator<Integer> source =
                new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        if (!numbers.hasNext()) {
                            throw cause;
                        }
                        return true;
                    }

                    @Override
                    public Integer next() {
                        return numbers.next();
                    }
                };
        assertThatThrownBy(() -> Pipeline.from(source).on(scheduler).forEach(i -> {}))
                .isInstanceOf(CompletionException.class)
                .hasCause(cause);
    }

    @Test
    void aFailingSinkSurfacesWithItsCauseAndIsNotCalledAgain() {
        IOException cause = new IOException("disk full");
        List<Integer> calls = new ArrayList<>();
        Throwable thrown =
                catchThrowable(() ->
                        Pipeline.from(numbers(1_000))
                                .map(i -> i)
                                .on(scheduler)
                                .forEach(i -> {
                                    calls.add(i);
                                    failAt(i, 10, cause);
                                }));
        assertThat(thrown).isInstanceOf(CompletionException.class).hasCause(cause);
        assertThat(calls).isEqualTo(numbers(11));
    }

    @Test
    void anErrorIsAFailureToo() {
        assertThatThrownBy(() ->
                        Pipeline.from(numbers(10))
                                .map(i -> overflow(i) + 1)
                                .on(scheduler)
                                .forEach(i -> {}))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void itemsAndResultsMustNotBeNull() {
        assertThatThrownBy(
                        () -> Pipeline.from(Arrays.asList(1, null)).on(scheduler).forEach(i -> {}))
                .hasCauseInstanceOf(NullPointerException.class)
                .hasMessageContaining("source gave null as item 1");
        assertThatThrownBy(() ->
                        Pipeline.from(numbers(3))
                                .map(i -> i)
                                .map(i -> (String) null)
                                .map(String::length)
                                .on(scheduler)
                                .forEach(i -> {}))
                .hasCauseInstanceOf(NullPointerException.class)
                .hasMessageContaining("stage 2 returned null");
    }

    @Test
    void aFailureEndsStagesThatBlock() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(7);
        IllegalStateException cause = new IllegalStateException("enough");
        Throwable thrown =
                catchThrowable(() ->
                        Pipeline.from(numbers(100))
                                .map(i -> block(i, blocked, never, cause))
                                .inFlight(8)
                                .on(scheduler)
                                .forEach(i -> {}));
        assertThat(thrown).isInstanceOf(CompletionException.class).hasCause(cause);
        assertThat(atWork.get()).as("stages still at work after forEach").isZero();
    }

    private int block(
            int item, CountDownLatch blocked, CountDownLatch never, RuntimeException cause)
            throws InterruptedException {
        atWork.incrementAndGet();
        try {
            if (item == 7) {
                blocked.await();
                throw cause;
            }
            blocked.countDown();
            never.await();
            return item;
        } finally {
            atWork.decrementAndGet();
        }
    }

    @Test
    void aStageThatThrowsACancellationOfItsOwnFailsThePipeline() {
        CancellationException own = new CancellationException("of something else");
        assertThatThrownBy(() ->
                        Pipeline.from(numbers(10))
                                .map(i -> failAt(i, 5, own))
                                .on(scheduler)
                                .forEach(i -> {}))
                .isInstanceOf(CompletionException.class)
                .hasCause(own);
    }

    @Test
    void cancellingTheCallerEndsEverything() throws Exception {
        CountDownLatch atWorkNow = new CountDownLatch(4);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean allEnded = new AtomicBoolean();
        Coroutine<Void> caller =
                scheduler.spawn(() -> {
                    try {
                        Pipeline.from(numbers(100))
                                .map(i -> block(i + 1_000, atWorkNow, never, null))
                                .inFlight(4)
                                .forEach(i -> {});
                    } finally {
                        allEnded.set(atWork.get() == 0);
                    }
                });
        atWorkNow.await();
        caller.cancel();
        assertThatThrownBy(caller::join).isInstanceOf(CancellationException.class);
        assertThat(allEnded).isTrue();
    }

    @Test
    void cancellingTheCallerEndsStagesThatCompute() throws Exception {
        CountDownLatch begun = new CountDownLatch(100);
        Iterator<Integer> endless = java.util.stream.Stream.generate(() -> 1).iterator();
        Coroutine<Long> caller =
                scheduler.spawn(
                        () -> Pipeline.from(endless).map(i -> i).forEach(i -> begun.countDown()));
        begun.await();
        caller.cancel();
        assertThatThrownBy(caller::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void shuttingTheSchedulerDownCancelsThePipelineOfAPlatformThread() throws Exception {
        CountDownLatch atWorkNow = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        Thread closer =
                Thread.ofPlatform()
                        .start(() -> {
                            await(atWorkNow);
                            scheduler.shutdownNow();
                        });
        assertThatThrownBy(() ->
                        Pipeline.from(numbers(100))
                                .map(i -> block(i + 1_000, atWorkNow, never, null))
                                .inFlight(2)
                                .on(scheduler)
                                .forEach(i -> {}))
                .isInstanceOf(CancellationException.class);
        closer.join();
        assertThat(atWork.get()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static <X extends Exception> int failAt(int item, int culprit, X cause) throws X {
        if (item == culprit) {
            throw cause;
        }
        return item;
    }

    private static int overflow(int depth) {
        return overflow(depth + 1) + 1;
    }
}
