package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.Carriers;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class SchedulerCloseTest extends SchedulerFixture {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void afterCloseNoCarrierIsAlive() {
        assertThat(Carriers.aliveOf(scheduler)).hasSize(carriers);
        scheduler.close();
        assertThat(Carriers.aliveOf(scheduler)).isEmpty();
        assertThat(scheduler.isClosed()).isTrue();
    }

    @Test
    void closingAgainDoesNothing() {
        assertThat(scheduler.isClosed()).isFalse();
        scheduler.close();
        scheduler.close();
        scheduler.shutdownNow();
        assertThat(scheduler.close(Duration.ZERO)).isTrue();
        assertThat(scheduler.shutdownNow(Duration.ZERO)).isTrue();
    }

    @Test
    void spawnAfterCloseIsRejected() {
        scheduler.close();
        assertThatThrownBy(() -> scheduler.spawn(() -> 1))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining(scheduler.name());
        assertThatThrownBy(() -> scheduler.call(() -> 1))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> scheduler.run(() -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closeWaitsForARunningCoroutineAndForWhatItSpawns() throws Exception {
        var started = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var ended = new AtomicInteger();
        scheduler.spawn(() -> {
            started.countDown();
            mayEnd.await();
            scheduler.spawn(() -> {
                Coroutine.yield();
                ended.incrementAndGet();
            });
            ended.incrementAndGet();
        });
        started.await();
        var closed = new FutureTask<Integer>(this::closeAndCount);
        Thread closer = Thread.ofPlatform().start(closed);
        Await.until(scheduler::isClosed);
        Await.suspended(closer);
        assertThatThrownBy(() -> scheduler.spawn(() -> 1))
                .isInstanceOf(RejectedExecutionException.class);
        mayEnd.countDown();
        closed.get();
        assertThat(ended).hasValue(2);
    }

    private int closeAndCount() {
        scheduler.close();
        return 1;
    }

    @Test
    void closeWaitsForASleepingCoroutine() throws Exception {
        var started = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        scheduler.spawn(() -> {
            started.countDown();
            Coroutine.sleep(Duration.ofMillis(50));
            ended.set(true);
        });
        started.await();
        scheduler.close();
        assertThat(ended).isTrue();
    }

    @Test
    void closeRunsWhatIsStillQueued() {
        var ran = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            scheduler.spawn(() -> ran.incrementAndGet());
        }
        scheduler.close();
        assertThat(ran).hasValue(1_000);
    }

    @Test
    void closeWithALimitGivesUpAndCanBeRepeated() throws Exception {
        var mayEnd = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        scheduler.spawn(() -> {
            started.countDown();
            mayEnd.await();
        });
        started.await();
        assertThat(scheduler.close(Duration.ZERO)).isFalse();
        assertThat(scheduler.close(Duration.ofMillis(-5))).isFalse();
        assertThat(scheduler.close(Duration.ofMillis(5))).isFalse();
        assertThat(scheduler.isClosed()).isTrue();
        assertThatThrownBy(() -> scheduler.spawn(() -> 1))
                .isInstanceOf(RejectedExecutionException.class);
        mayEnd.countDown();
        assertThat(scheduler.close(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    }

    @Test
    void closingFromInsideIsRefusedAndHarmless() {
        scheduler.call(() -> {
            assertThatThrownBy(scheduler::close).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> scheduler.close(LONG))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(scheduler::shutdownNow).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> scheduler.shutdownNow(LONG))
                    .isInstanceOf(IllegalStateException.class);
            return null;
        });
        assertThat(scheduler.isClosed()).isFalse();
        assertThat(scheduler.call(() -> 1)).isEqualTo(1);
    }

    @Test
    void aCoroutineOfAnotherSchedulerMayClose() {
        try (Scheduler other = Scheduler.builder().carriers(1).pinning(Pinning.none()).open()) {
            var ran = new AtomicBoolean();
            scheduler.spawn(() -> ran.set(true));
            other.call(() -> {
                scheduler.close();
                return null;
            });
            assertThat(ran).isTrue();
        }
    }

    @Test
    void severalMayCloseAtOnce() throws Exception {
        var mayEnd = new CountDownLatch(1);
        scheduler.spawn(() -> mayEnd.await());
        var closers = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            var builder = i % 2 == 0 ? Thread.ofPlatform() : Thread.ofVirtual();
            closers.add(builder.start(scheduler::close));
        }
        closers.forEach(Await::suspended);
        mayEnd.countDown();
        for (Thread closer : closers) {
            closer.join();
        }
        assertThat(Carriers.aliveOf(scheduler)).isEmpty();
    }

    @Test
    void anInterruptWhileClosingCancelsEverythingAndIsKept() throws Exception {
        var started = new CountDownLatch(1);
        Coroutine<Void> endless = scheduler.spawn(() -> waitForEver(started));
        started.await();
        var interrupted = new AtomicBoolean();
        Thread closer =
                Thread.ofPlatform()
                        .start(() -> {
                            scheduler.close();
                            interrupted.set(Thread.currentThread().isInterrupted());
                        });
        Await.until(scheduler::isClosed);
        closer.interrupt();
        closer.join();
        assertThat(interrupted).isTrue();
        assertThat(endless.isCancelled()).isTrue();
        assertThat(Carriers.aliveOf(scheduler)).isEmpty();
    }

    private static void waitForEver(CountDownLatch started) throws InterruptedException {
        started.countDown();
        new CountDownLatch(1).await();
    }

    // ---- shutdownNow ---------------------------------------------------------------------------

    @Test
    void shutdownNowCancelsTheSuspendedAndNeverStartsTheQueued() throws Exception {
        var blocker = new CountDownLatch(1);
        var started = new CountDownLatch(carriers + 1);
        var cleanedUp = new AtomicBoolean();
        Coroutine<Void> suspended =
                scheduler.spawn(() -> {
                    try {
                        waitForEver(started);
                    } finally {
                        cleanedUp.set(true);
                    }
                });
        var release = new AtomicBoolean();
        for (int i = 0; i < carriers; i++) {
            scheduler.spawn(() -> {
                started.countDown();
                while (!release.get()) {
                    Thread.onSpinWait();
                }
            });
            if (carriers > 2) {
                release.set(true); // so many would starve the machine
            }
        }
        started.await();
        var ran = new AtomicBoolean();
        Coroutine<Void> queued = scheduler.spawn(() -> ran.set(true));
        if (carriers <= 2) {
            assertThat(scheduler.shutdownNow(Duration.ZERO)).isFalse();
        }
        release.set(true);
        scheduler.shutdownNow();
        assertThat(cleanedUp).isTrue();
        assertThat(suspended.isCancelled()).isTrue();
        assertThat(queued.isDone()).isTrue();
        assertThat(ran.get()).isEqualTo(queued.state() == Coroutine.State.SUCCESS);
        if (carriers <= 2) {
            assertThat(queued.isCancelled()).isTrue();
            assertThat(queued.isStarted()).isFalse();
        }
        blocker.countDown();
    }

    @Test
    void shutdownNowWaitsForOneThatIgnoresIt() throws Exception {
        var started = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        Coroutine<String> stubborn =
                scheduler.spawn(() ->
                        Coroutine.uncancellable(() -> {
                            started.countDown();
                            mayEnd.await();
                            return "its result";
                        }));
        started.await();
        assertThat(scheduler.shutdownNow(Duration.ofMillis(20))).isFalse();
        assertThat(stubborn.isDone()).isFalse();
        mayEnd.countDown();
        scheduler.shutdownNow();
        assertThat(stubborn.resultNow()).isEqualTo("its result");
    }

    @Test
    void shutdownNowReachesChildrenOfScopes() throws Exception {
        var started = new CountDownLatch(10);
        var cancelled = new AtomicInteger();
        scheduler.spawn(() -> {
            try (Scope scope = Scope.open()) {
                for (int i = 0; i < 10; i++) {
                    scope.fork(() -> {
                        try {
                            waitForEver(started);
                        } catch (InterruptedException e) {
                            cancelled.incrementAndGet();
                            throw e;
                        }
                        return null;
                    });
                }
                scope.join();
            }
        });
        started.await();
        scheduler.shutdownNow();
        assertThat(cancelled).hasValue(10);
    }

    @Test
    void shutdownNowWakesASleeperAtOnce() throws Exception {
        var started = new CountDownLatch(1);
        Coroutine<Void> sleeper =
                scheduler.spawn(() -> {
                    started.countDown();
                    Coroutine.sleep(Duration.ofDays(1));
                });
        started.await();
        scheduler.shutdownNow();
        assertThat(sleeper.isCancelled()).isTrue();
    }

    @Test
    void whoWaitsForOneOfAClosedSchedulerIsTold() throws Exception {
        var started = new CountDownLatch(1);
        Coroutine<Void> endless = scheduler.spawn(() -> waitForEver(started));
        started.await();
        var outcome = new AtomicReference<Throwable>();
        Thread waiter =
                Thread.startVirtualThread(() -> {
                    try {
                        endless.join();
                    } catch (Throwable e) {
                        outcome.set(e);
                    }
                });
        Await.suspended(waiter);
        scheduler.shutdownNow();
        waiter.join();
        assertThat(outcome.get()).isInstanceOf(CancellationException.class);
    }

    // ---- What others left behind ---------------------------------------------------------------

    @Test
    void aVirtualThreadStartedInsideOutlivesTheScheduler() throws Exception {
        var mayGoOn = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        Thread guest =
                scheduler.call(() ->
                        Thread.startVirtualThread(() -> {
                            try {
                                mayGoOn.await();
                            } catch (InterruptedException e) {
                                return;
                            }
                            ended.countDown();
                        }));
        Await.suspended(guest);
        scheduler.close();
        mayGoOn.countDown();
        ended.await();
        guest.join();
    }

    @Test
    void openingAndClosingManyTimesLeavesNoThread() {
        for (int i = 0; i < 50; i++) {
            Scheduler own =
                    Scheduler.builder()
                            .carriers(Math.min(carriers, 4))
                            .pinning(Pinning.none())
                            .open();
            int n = i;
            own.spawn(() -> n);
            own.close();
            assertThat(own.metrics().finished()).isEqualTo(1);
            assertThat(Carriers.aliveOf(own)).isEmpty();
        }
    }
}
