package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Joins: results, failures, cancellation, suspension; the right half run here and elsewhere. */
class ParallelJoinTest extends SchedulerFixture {

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }

    /** Lets others run until somebody else has begun what is waited for. */
    private static void yieldUntil(AtomicBoolean begun) {
        while (!begun.get()) {
            Coroutine.yield();
        }
    }

    // ---- Results -------------------------------------------------------------------------------

    @Test
    void everyFormCombinesInOrder() throws Exception {
        scheduler.run(() -> {
            assertThat(
                            Parallel.<String, String, String, RuntimeException>join(
                                    () -> "a", () -> "b", (a, b) -> a + b))
                    .isEqualTo("ab");
            assertThat(Parallel.joinInt(() -> 7, () -> 5, (a, b) -> a - b)).isEqualTo(2);
            assertThat(Parallel.joinLong(() -> 7, () -> 5, (a, b) -> a - b)).isEqualTo(2);
            assertThat(Parallel.joinDouble(() -> 7, () -> 5, (a, b) -> a - b)).isEqualTo(2);
            var ran = new AtomicInteger();
            Parallel.run(() -> ran.addAndGet(1), () -> ran.addAndGet(10));
            assertThat(ran).hasValue(11);
        });
    }

    private static long fib(int n) {
        return n < 2 ? n : Parallel.joinLong(() -> fib(n - 1), () -> fib(n - 2), Long::sum);
    }

    @Test
    void aTreeOfJoins() {
        assertThat(scheduler.<Long, RuntimeException>call(() -> fib(23))).isEqualTo(28_657);
    }

    private static long suspendingFib(int n) {
        if (n < 2) {
            Coroutine.yield();
            return n;
        }
        return Parallel.joinLong(() -> suspendingFib(n - 1), () -> suspendingFib(n - 2), Long::sum);
    }

    @Test
    void aTreeWhoseLeavesSuspend() {
        assertThat(scheduler.<Long, RuntimeException>call(() -> suspendingFib(15))).isEqualTo(610);
    }

    @Test
    void theRightHalfRunsWhileTheLeftOneIsSuspended() throws Exception {
        scheduler.run(() -> {
            var right = new AtomicBoolean();
            Parallel.run(() -> yieldUntil(right), () -> right.set(true));
        });
    }

    /** Invariant 4: no call into the library is needed for it. */
    @Test
    void theRightHalfIsReachedWhileTheLeftOneComputes() throws Exception {
        if (carriers == 1) {
            return; // nobody else is there
        }
        scheduler.run(() -> {
            var right = new AtomicBoolean();
            Parallel.run(
                    () -> {
                        while (!right.get()) {
                            Thread.onSpinWait();
                        }
                    },
                    () -> right.set(true));
        });
    }

    @Test
    void theCallerStaysWhoItIs() throws Exception {
        scheduler.run(() -> {
            Coroutine<?> me = Coroutine.current();
            var right = new AtomicReference<Coroutine<?>>();
            var begun = new AtomicBoolean();
            Parallel.run(
                    () -> yieldUntil(begun),
                    () -> {
                        right.set(Coroutine.current());
                        begun.set(true);
                    });
            assertThat(Coroutine.current()).isSameAs(me);
            assertThat(right.get()).isNotNull().isNotSameAs(me);
        });
    }

    @Test
    void scopedValuesAreInheritedAsTheyWereAtTheFork() throws Exception {
        ScopedValue<String> value = ScopedValue.newInstance();
        scheduler.run(() ->
                ScopedValue.where(value, "outer")
                        .run(() -> {
                            var begun = new AtomicBoolean();
                            var seen = new AtomicReference<String>();
                            Parallel.run(
                                    () ->
                                            ScopedValue.where(value, "inner")
                                                    .run(() -> yieldUntil(begun)),
                                    () -> {
                                        seen.set(value.get());
                                        begun.set(true);
                                    });
                            assertThat(seen).hasValue("outer");
                            assertThat(value.get()).isEqualTo("outer");
                        }));
    }

    @Test
    void whatTheCallerHasOpenedIsOpenToBothHalves() throws Exception {
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                var forked = new AtomicBoolean();
                var ran = new AtomicInteger();
                Parallel.run(
                        () -> yieldUntil(forked),
                        () -> {
                            scope.fork(() -> ran.incrementAndGet());
                            forked.set(true);
                        });
                scope.join();
                assertThat(ran).hasValue(1);
            }
        });
    }

    // ---- Fairness ------------------------------------------------------------------------------

    private static void compute(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    /** Until they have run; else it would go on for days. */
    @Test
    void othersOfTheSameCarrierRunWhileALoopDoes() throws Exception {
        var others = new AtomicInteger();
        scheduler.run(() -> {
            Scheduler.current().spawn(others::incrementAndGet);
            Scheduler.current()
                    .spawn(() -> {
                        Coroutine.sleep(Duration.ofMillis(1));
                        return others.incrementAndGet();
                    });
            OptionalInt whenBothHaveRun =
                    Parallel.findFirst(
                            0,
                            Integer.MAX_VALUE,
                            i -> {
                                compute(Duration.ofNanos(100_000));
                                return others.get() == 2;
                            });
            assertThat(whenBothHaveRun).isPresent();
        });
    }

    // ---- Failures ------------------------------------------------------------------------------

    @Test
    void aFailureIsThrownAsItWas() throws Exception {
        var left = new IOException("left");
        var right = new IOException("right");
        scheduler.run(() -> {
            assertThatThrownBy(() ->
                            Parallel.join(
                                    () -> {
                                        throw left;
                                    },
                                    () -> 1,
                                    (a, b) -> 0))
                    .isSameAs(left);
            assertThatThrownBy(() ->
                            Parallel.join(
                                    () -> 1,
                                    () -> {
                                        throw right;
                                    },
                                    (a, b) -> 0))
                    .isSameAs(right);
        });
    }

    @Test
    void aFailureOfTheLeftHalfKeepsAnUnstartedRightHalfFromRunning() {
        if (carriers != 1) {
            return; // somebody may start it
        }
        var ran = new AtomicBoolean();
        assertThatThrownBy(() ->
                        scheduler.run(() ->
                                Parallel.run(
                                        () -> {
                                            throw new IllegalArgumentException("left");
                                        },
                                        () -> ran.set(true))))
                .hasMessage("left");
        assertThat(ran).isFalse();
    }

    @Test
    void aFailureOfTheLeftHalfCancelsTheRightOneAndWaitsForIt() {
        var begun = new AtomicBoolean();
        var ended = new AtomicBoolean();
        assertThatThrownBy(() ->
                        scheduler.run(() ->
                                Parallel.run(
                                        () -> {
                                            yieldUntil(begun);
                                            throw new IllegalArgumentException("left");
                                        },
                                        () -> {
                                            begun.set(true);
                                            try {
                                                waitForEver();
                                            } finally {
                                                ended.set(true);
                                            }
                                        })))
                .hasMessage("left");
        assertThat(ended).isTrue();
    }

    @Test
    void aFailureOfTheRightHalfCancelsTheLeftOne() throws Exception {
        var failure = new IllegalArgumentException("right");
        scheduler.run(() -> {
            assertThatThrownBy(() ->
                            Parallel.run(
                                    ParallelJoinTest::waitForEver,
                                    () -> {
                                        throw failure;
                                    }))
                    .isSameAs(failure);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Coroutine.checkpoint(); // not cancelled
            Coroutine.yield();
        });
    }

    @Test
    void aFailureOfTheRightHalfCancelsWhatTheLeftOneHasOpened() throws Exception {
        var failure = new IllegalArgumentException("right");
        var ended = new AtomicInteger();
        scheduler.run(() -> {
            assertThatThrownBy(() ->
                            Parallel.run(
                                    () -> {
                                        try (Scope scope = Scope.open()) {
                                            scope.fork(() -> {
                                                try {
                                                    waitForEver();
                                                } finally {
                                                    ended.incrementAndGet();
                                                }
                                                return null;
                                            });
                                            scope.join();
                                        }
                                    },
                                    () -> {
                                        throw failure;
                                    }))
                    .isSameAs(failure);
            Coroutine.checkpoint();
        });
        assertThat(ended.get()).isLessThanOrEqualTo(1); // 0 if it never began
    }

    @Test
    void aFailureGoesThroughJoinsThatWaitForStolenHalves() throws Exception {
        var failure = new IllegalArgumentException("deep");
        scheduler.run(() -> {
            assertThatThrownBy(() ->
                            Parallel.run(
                                    () ->
                                            Parallel.run(
                                                    ParallelJoinTest::waitForEver,
                                                    ParallelJoinTest::waitForEver),
                                    () ->
                                            Parallel.run(
                                                    ParallelJoinTest::waitForEver,
                                                    () -> {
                                                        throw failure;
                                                    })))
                    .isSameAs(failure);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            Coroutine.checkpoint();
        });
    }

    @Test
    void anUncancellableSectionInTheLeftHalfIsNotInterrupted() throws Exception {
        var failed = new CountDownLatch(1);
        scheduler.run(() -> {
            var interrupted = new AtomicBoolean();
            assertThatThrownBy(() ->
                            Parallel.run(
                                    () -> {
                                        Coroutine.uncancellable(() -> {
                                            Await.until(() -> failed.getCount() == 0);
                                            for (int i = 0; i < 100; i++) {
                                                Coroutine.yield();
                                            }
                                            interrupted.set(Thread.interrupted());
                                            return null;
                                        });
                                        waitForEver();
                                    },
                                    () -> {
                                        failed.countDown();
                                        throw new IllegalArgumentException("right");
                                    }))
                    .hasMessage("right");
            assertThat(interrupted).isFalse();
            Coroutine.checkpoint();
        });
    }

    // ---- Cancelling the caller -----------------------------------------------------------------

    @Test
    void cancellingTheCallerCancelsBothHalves() {
        var both = new CountDownLatch(2);
        var ended = new AtomicInteger();
        Runnable half =
                () -> {
                    both.countDown();
                    try {
                        waitForEver();
                    } finally {
                        ended.incrementAndGet();
                    }
                };
        Coroutine<?> caller =
                scheduler.spawn(() -> {
                    Parallel.run(half, half);
                    return null;
                });
        Await.until(() -> both.getCount() == 0);
        caller.cancel(true);
        assertThatThrownBy(caller::join).isInstanceOf(CancellationException.class);
        assertThat(ended).hasValue(2);
    }

    @Test
    void cancellingTheCallerWhileItWaitsCancelsTheStolenHalf() {
        var begun = new AtomicBoolean();
        Coroutine<?> caller =
                scheduler.spawn(() -> {
                    Parallel.run(
                            () -> yieldUntil(begun),
                            () -> {
                                begun.set(true);
                                waitForEver();
                            });
                    return null;
                });
        Await.until(begun::get);
        caller.cancel(true);
        assertThatThrownBy(caller::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void aCancelledCallerForksNoMore() {
        var started = new CountDownLatch(1);
        Coroutine<?> caller =
                scheduler.spawn(() -> {
                    started.countDown();
                    for (; ; ) {
                        fib(10);
                    }
                });
        Await.until(() -> started.getCount() == 0);
        caller.cancel(true);
        assertThatThrownBy(caller::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void aCancelledCallerBeginsNoMoreLoops() {
        var started = new CountDownLatch(1);
        Coroutine<?> caller =
                scheduler.spawn(() -> {
                    started.countDown();
                    for (; ; ) {
                        Parallel.forEach(0, 1, i -> {});
                    }
                });
        Await.until(() -> started.getCount() == 0);
        caller.cancel(true);
        assertThatThrownBy(caller::join).isInstanceOf(CancellationException.class);
    }

    @Test
    void shutdownNowEndsATreeOfJoins() {
        var begun = new CountDownLatch(1);
        scheduler.spawn(() -> {
            Parallel.run(
                    () -> {
                        begun.countDown();
                        Parallel.run(ParallelJoinTest::waitForEver, ParallelJoinTest::waitForEver);
                    },
                    ParallelJoinTest::waitForEver);
            return null;
        });
        Await.until(() -> begun.getCount() == 0);
        assertThat(scheduler.shutdownNow(Duration.ofSeconds(20))).isTrue();
    }

    // ---- Depth ---------------------------------------------------------------------------------

    private static int depth(int levels) {
        return levels == 0 ? 0 : Parallel.joinInt(() -> depth(levels - 1), () -> 1, Integer::sum);
    }

    @Test
    void deepRecursionEndsWithTheAnswer() {
        assertThat(scheduler.<Integer, RuntimeException>call(() -> depth(1_572))).isEqualTo(1_572);
    }

    @Test
    void aDegenerateTreeEndsWithTheAnswerOrACleanOverflow() throws Exception {
        Coroutine<Integer> deep = scheduler.spawn(() -> depth(100_000));
        Await.ended(deep);
        if (deep.state() == java.util.concurrent.Future.State.SUCCESS) {
            assertThat(deep.resultNow()).isEqualTo(100_000);
        } else {
            assertThat(deep.exceptionNow()).isInstanceOf(StackOverflowError.class);
        }
        assertThat(scheduler.<Long, RuntimeException>call(() -> fib(10))).isEqualTo(55);
        uncaught.clear();
    }

    // ---- Bad use -------------------------------------------------------------------------------

    @Test
    void outsideOfACoroutine() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fib(5))
                .withMessageContaining("Scheduler.call");
        assertThatIllegalStateException()
                .isThrownBy(() -> Parallel.run(new Runnable[] {() -> {}}))
                .withMessageContaining("Scheduler.call");
    }

    @Test
    void nulls() throws Exception {
        scheduler.run(() -> {
            assertThatThrownBy(() -> Parallel.run(null, () -> {}))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("left");
            assertThatThrownBy(() -> Parallel.run(() -> {}, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("right");
            assertThatThrownBy(() -> Parallel.joinInt(() -> 1, () -> 1, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("combine");
        });
    }
}
