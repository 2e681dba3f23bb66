package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** Waiting for a coroutine: by whom, for how long, and what ends the wait. */
class CoroutineWaitTest extends SchedulerFixture {
    private static final Duration SHORT = Duration.ofMillis(2);

    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private Coroutine<String> pending() {
        return scheduler.spawn(
                "pending",
                () -> {
                    mayEnd.await();
                    return "done";
                });
    }

    // ---- By whom -------------------------------------------------------------------------------

    @Test
    void manyWaitersOfAllKindsAreTold() throws Exception {
        Coroutine<String> pending = pending();
        var coroutines = new ArrayList<Coroutine<String>>();
        var threads = new ArrayList<Thread>();
        var results = new ArrayList<FutureTask<String>>();
        for (int i = 0; i < 500; i++) {
            coroutines.add(scheduler.spawn(() -> pending.join()));
        }
        for (int i = 0; i < 40; i++) {
            var result = new FutureTask<>(pending::get);
            results.add(result);
            threads.add((i < 20 ? Thread.ofVirtual() : Thread.ofPlatform()).start(result));
        }
        threads.forEach(Await::suspended);
        mayEnd.countDown();
        for (Coroutine<String> waiter : coroutines) {
            assertThat(waiter.join()).isEqualTo("done");
        }
        for (FutureTask<String> result : results) {
            assertThat(result.get()).isEqualTo("done");
        }
    }

    @Test
    void coroutinesOfAnotherSchedulerMayWait() {
        Coroutine<String> pending = pending();
        try (Scheduler other = Scheduler.builder().carriers(1).pinning(Pinning.none()).open()) {
            Coroutine<String> waiter = other.spawn(() -> pending.join());
            mayEnd.countDown();
            assertThat(waiter.join()).isEqualTo("done");
        }
    }

    @Test
    void aChainOfAThousandJoinsEnds() {
        Coroutine<Integer> last = scheduler.spawn(() -> Integer.valueOf(mayEndThen(0)));
        for (int i = 0; i < 1_000; i++) {
            Coroutine<Integer> previous = last;
            last = scheduler.spawn(() -> previous.join() + 1);
        }
        mayEnd.countDown();
        assertThat(last.join()).isEqualTo(1_000);
    }

    private int mayEndThen(int result) throws InterruptedException {
        mayEnd.await();
        return result;
    }

    // ---- For how long --------------------------------------------------------------------------

    @Test
    void aTimedWaitGivesUpWithATimeoutOfItsOwnAndTheCoroutineGoesOn() {
        Coroutine<String> pending = pending();
        for (Duration limit : List.of(SHORT, Duration.ZERO, SHORT.negated())) {
            assertThatThrownBy(() -> pending.join(limit))
                    .isExactlyInstanceOf(DeadlineExceededException.class)
                    .hasMessageContaining("pending");
            assertThatThrownBy(() -> pending.get(limit.toNanos(), TimeUnit.NANOSECONDS))
                    .isExactlyInstanceOf(TimeoutException.class);
        }
        assertThat(pending.isDone()).isFalse();
        mayEnd.countDown();
        assertThat(pending.join(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("done");
    }

    @Test
    void aTimedWaitInACoroutineGivesUpToo() {
        Coroutine<String> pending = pending();
        scheduler.call(() -> {
            for (Duration limit : List.of(SHORT, Duration.ZERO, SHORT.negated())) {
                assertThatThrownBy(() -> pending.join(limit))
                        .isExactlyInstanceOf(DeadlineExceededException.class);
                assertThatThrownBy(() -> pending.get(limit.toNanos(), TimeUnit.NANOSECONDS))
                        .isExactlyInstanceOf(TimeoutException.class);
            }
            return null;
        });
        mayEnd.countDown();
        assertThat(pending.join()).isEqualTo("done");
    }

    @Test
    void aWaitForOneThatHasEndedNeedsNoTime() throws Exception {
        Coroutine<Integer> ended = scheduler.spawn(() -> 5);
        ended.join();
        assertThat(ended.join(Duration.ZERO)).isEqualTo(5);
        assertThat(ended.get(0, TimeUnit.NANOSECONDS)).isEqualTo(5);
        assertThat(ended.get(-1, TimeUnit.DAYS)).isEqualTo(5);
    }

    @Test
    void aTimedWaitIsNeverTooShort() {
        Coroutine<String> pending = pending();
        long nanos =
                scheduler.call(() -> {
                    long start = System.nanoTime();
                    assertThatThrownBy(() -> pending.join(Duration.ofMillis(20)))
                            .isInstanceOf(DeadlineExceededException.class);
                    return System.nanoTime() - start;
                });
        assertThat(nanos).isGreaterThanOrEqualTo(20_000_000);
        mayEnd.countDown();
    }

    // ---- What ends a wait ----------------------------------------------------------------------

    @Test
    void anInterruptEndsGetButNotJoin() throws Exception {
        Coroutine<String> pending = pending();
        var thrown = new AtomicReference<Throwable>();
        Thread getter = Thread.startVirtualThread(() -> thrown.set(failureOf(pending::get)));
        Await.suspended(getter);
        getter.interrupt();
        getter.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);

        var result = new AtomicReference<String>();
        var interrupted = new AtomicReference<Boolean>();
        Thread joiner =
                Thread.startVirtualThread(() -> {
                    result.set(pending.join());
                    interrupted.set(Thread.currentThread().isInterrupted());
                });
        Await.suspended(joiner);
        joiner.interrupt();
        assertThat(joiner.isAlive()).isTrue();
        mayEnd.countDown();
        joiner.join();
        assertThat(result.get()).isEqualTo("done");
        assertThat(interrupted.get()).as("the interrupt is kept").isTrue();
    }

    @Test
    void anInterruptThatIsNoCancellationEndsGetInACoroutine() throws Exception {
        Coroutine<String> pending = pending();
        var thread = new AtomicReference<Thread>();
        Coroutine<Throwable> getter =
                scheduler.spawn(() -> {
                    thread.set(Thread.currentThread());
                    return failureOf(pending::get);
                });
        Await.until(() -> thread.get() != null);
        thread.get().interrupt();
        assertThat(getter.join()).isInstanceOf(InterruptedException.class);
        mayEnd.countDown();
    }

    @Test
    void anInterruptThatIsNoCancellationEndsASleep() {
        var thread = new AtomicReference<Thread>();
        Coroutine<Throwable> sleeper =
                scheduler.spawn(() -> {
                    thread.set(Thread.currentThread());
                    return failureOf(() -> {
                        Coroutine.sleep(Duration.ofDays(1));
                        return null;
                    });
                });
        Await.until(() -> thread.get() != null);
        thread.get().interrupt();
        assertThat(sleeper.join()).isInstanceOf(InterruptedException.class);
    }

    private static Throwable failureOf(java.util.concurrent.Callable<?> body) {
        try {
            body.call();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    // ---- sleep and yield -----------------------------------------------------------------------

    @Test
    void sleepIsNeverTooShort() throws Exception {
        for (long micros : new long[] {1, 70, 500, 3_000, 40_000}) {
            Duration asked = Duration.ofNanos(micros * 1_000);
            long nanos =
                    scheduler.call(() -> {
                        long start = System.nanoTime();
                        Coroutine.sleep(asked);
                        return System.nanoTime() - start;
                    });
            assertThat(nanos).isGreaterThanOrEqualTo(asked.toNanos());
        }
    }

    @Test
    void tenThousandSleepersAllWake() {
        var sleepers = new ArrayList<Coroutine<?>>();
        for (int i = 0; i < 10_000; i++) {
            Duration time = Duration.ofNanos(i % 97 * 100_000L);
            sleepers.add(scheduler.spawn(() -> Coroutine.sleep(time)));
        }
        sleepers.forEach(Coroutine::join);
    }

    @Test
    void sleepOfNothingIsAYieldAndWorksOnAnyThread() throws Exception {
        Coroutine.sleep(Duration.ZERO);
        Coroutine.sleep(Duration.ofNanos(-1));
        Coroutine.sleep(Duration.ofNanos(1));
        Coroutine.yield();
        Coroutine.checkpoint();
        scheduler.run(() -> {
            Coroutine.sleep(Duration.ZERO);
            Coroutine.sleep(Duration.ofNanos(-1));
            Coroutine.yield();
            Coroutine.checkpoint();
        });
        assertThat(Coroutine.<Integer, RuntimeException>uncancellable(() -> 3)).isEqualTo(3);
    }

    @Test
    void checkpointLetsOthersRunOnceTheSliceIsOver() throws Exception {
        scheduler.run(() -> {
            Coroutine<Integer> other = scheduler.spawn(() -> 1);
            while (!other.isDone()) {
                Coroutine.checkpoint();
            }
        });
    }

    @Test
    void yieldLetsEveryOtherRunnableOneRun() throws Exception {
        scheduler.run(() -> {
            Coroutine<Integer> other = scheduler.spawn(() -> 1);
            while (!other.isDone()) {
                Coroutine.yield();
            }
        });
    }
}
