package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Joins whose right half fails elsewhere: which failure is thrown, and whom it ends. */
class ParallelFailureTest extends SchedulerFixture {

    private static void yieldUntil(AtomicBoolean begun) {
        while (!begun.get()) {
            Coroutine.yield();
        }
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("wrapped", e);
        }
    }

    @Test
    void theFirstFailureIsThrownThoughTheOtherHalfWrapsItsInterrupt() throws Exception {
        var first = new IllegalArgumentException("first");
        scheduler.run(() -> {
            assertThatThrownBy(() ->
                            Parallel.run(
                                    ParallelFailureTest::awaitInterrupt,
                                    () -> {
                                        throw first;
                                    }))
                    .isSameAs(first);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Coroutine.checkpoint();
        });
    }

    /** Nobody else was asked to cancel it, so for the join it is a failure. */
    @Test
    void aRightHalfThatCancelsItselfEndsTheLeftOne() throws Exception {
        scheduler.run(() -> {
            assertThatThrownBy(() ->
                            Parallel.run(
                                    ParallelFailureTest::awaitInterrupt,
                                    () -> {
                                        Coroutine.current().cancel();
                                        Coroutine.checkpoint();
                                    }))
                    .isInstanceOf(CancellationException.class);
            Coroutine.checkpoint(); // the caller was not cancelled
        });
    }

    /** Also what runs in another coroutine on top of the section's stack. */
    @Test
    void aChildInsideAnUncancellableSectionOfTheLeftHalfIsNotCancelled() throws Exception {
        var failure = new IllegalArgumentException("right");
        scheduler.run(() -> {
            var child = new AtomicBoolean();
            var failed = new AtomicBoolean();
            assertThatThrownBy(() ->
                            Parallel.run(
                                    () -> {
                                        Coroutine.uncancellable(() -> {
                                            yieldUntil(failed);
                                            for (int i = 0; i < 100; i++) {
                                                Coroutine.yield(); // until it has told
                                            }
                                            try (Scope scope = Scope.open()) {
                                                scope.fork(() -> {
                                                    Coroutine.checkpoint();
                                                    child.set(
                                                            !Thread.currentThread()
                                                                    .isInterrupted());
                                                    return null;
                                                });
                                                scope.join();
                                            }
                                            return null;
                                        });
                                        awaitInterrupt();
                                    },
                                    () -> {
                                        failed.set(true);
                                        throw failure;
                                    }))
                    .isSameAs(failure);
            assertThat(child).isTrue();
            Coroutine.checkpoint();
        });
    }

    /** As a scope's close does: what the stolen half has to tell belongs to it. */
    @Test
    void theJoinWaitsForThoseWhomTheStolenHalfTellsOfItsEnd() throws Exception {
        scheduler.run(() -> {
            var begun = new AtomicBoolean();
            var told = new AtomicBoolean();
            Parallel.run(
                    () -> yieldUntil(begun),
                    () -> {
                        Coroutine.current()
                                .toCompletableFuture()
                                .thenRun(() -> {
                                    for (int i = 0; i < 100; i++) {
                                        Thread.yield();
                                    }
                                    told.set(true);
                                });
                        begun.set(true);
                    });
            assertThat(told).isTrue();
        });
    }

    /** What the join itself counts as one interrupt may have been two. */
    @Test
    void aFailureFurtherOutIsNotLostWithOneFurtherIn() throws Exception {
        var outer = new IllegalArgumentException("outer");
        scheduler.run(() -> {
            for (int i = 0; i < 200; i++) {
                var inside = new AtomicBoolean();
                assertThatThrownBy(() ->
                                Parallel.run(
                                        () -> {
                                            try {
                                                Parallel.run(
                                                        () -> {
                                                            inside.set(true);
                                                            awaitInterrupt();
                                                        },
                                                        () -> {
                                                            throw new UnsupportedOperationException();
                                                        });
                                            } catch (UnsupportedOperationException expected) {
                                                awaitInterrupt();
                                            }
                                        },
                                        () -> {
                                            Await.until(inside::get);
                                            throw outer;
                                        }))
                        .isSameAs(outer);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        });
    }
}
