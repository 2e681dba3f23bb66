package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.Carriers;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class SchedulerTest extends SchedulerFixture {

    // ---- spawn ---------------------------------------------------------------------------------

    @Test
    void spawnRunsABodyAndGivesItsResult() {
        assertThat(scheduler.spawn(() -> 42).join()).isEqualTo(42);
    }

    @Test
    void spawnRunsAnActionWhoseResultIsNull() {
        var ran = new AtomicBoolean();
        assertThat(scheduler.spawn(() -> ran.set(true)).join()).isNull();
        assertThat(ran).isTrue();
    }

    @Test
    void spawnFromACoroutineDoesNotRunTheBodyAtOnce() {
        boolean ranAtOnce =
                scheduler.call(() -> {
                    Thread parent = Thread.currentThread();
                    var sameThread = new AtomicBoolean();
                    var child =
                            scheduler.spawn(() -> sameThread.set(Thread.currentThread() == parent));
                    child.join();
                    return sameThread.get();
                });
        assertThat(ranAtOnce).as("as a call on the spawner's stack").isFalse();
    }

    @Test
    void aHundredThousandSpawnsFromOutsideAllRun() {
        var ran = new AtomicInteger();
        var spawned = new ArrayList<Coroutine<?>>();
        for (int i = 0; i < 100_000; i++) {
            spawned.add(scheduler.spawn(() -> ran.incrementAndGet()));
        }
        spawned.forEach(Coroutine::join);
        assertThat(ran).hasValue(100_000);
    }

    @Test
    void aHundredThousandSpawnsFromInsideAllRun() {
        var ran = new AtomicInteger();
        scheduler.call(() -> {
            var spawned = new ArrayList<Coroutine<?>>();
            for (int i = 0; i < 100_000; i++) {
                spawned.add(Scheduler.current().spawn(() -> ran.incrementAndGet()));
            }
            spawned.forEach(Coroutine::join);
            return null;
        });
        assertThat(ran).hasValue(100_000);
    }

    @Test
    void nullIsRefusedAndCountsNothing() {
        assertThatThrownBy(() -> scheduler.spawn((Action) null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> scheduler.spawn((java.util.concurrent.Callable<?>) null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> scheduler.spawn(null, () -> 1))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> scheduler.spawn("name", null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> scheduler.call(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> scheduler.run(null)).isInstanceOf(NullPointerException.class);
        assertThat(scheduler.metrics().spawned()).isZero();
    }

    // ---- call and run --------------------------------------------------------------------------

    @Test
    void callReturnsTheResultEvenIfItIsNull() {
        assertThat(scheduler.<String, RuntimeException>call(() -> "done")).isEqualTo("done");
        assertThat(scheduler.<String, RuntimeException>call(() -> null)).isNull();
    }

    @Test
    void callThrowsTheVerySameCheckedException() {
        var thrown = new IOException("disk");
        assertThatThrownBy(() ->
                        scheduler.call(() -> {
                            throw thrown;
                        }))
                .isSameAs(thrown);
    }

    @Test
    void callThrowsTheVerySameError() {
        var thrown = new AssertionError("no");
        assertThatThrownBy(() ->
                        scheduler.call(() -> {
                            throw thrown;
                        }))
                .isSameAs(thrown);
    }

    @Test
    void callThrowsTheVerySameThrowableThatIsNeitherExceptionNorError() {
        var thrown = new Odd();
        assertThatThrownBy(() ->
                        scheduler.<Void, Odd>call(() -> {
                            throw thrown;
                        }))
                .isSameAs(thrown);
    }

    private static final class Odd extends Throwable {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void theStackOfAFailureIsTheBodysOwn() {
        assertThatThrownBy(() -> scheduler.run(this::failHere))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(e ->
                        assertThat(e.getStackTrace()[0].getMethodName()).isEqualTo("failHere"));
    }

    private void failHere() {
        throw new IllegalStateException("here");
    }

    @Test
    void runRunsAnAction() throws Exception {
        var ran = new AtomicBoolean();
        scheduler.run(() -> ran.set(true));
        assertThat(ran).isTrue();
    }

    @Test
    void callsMayBeNestedOnTheSameScheduler() {
        int depth = scheduler.call(() -> scheduler.call(() -> scheduler.call(() -> 3)));
        assertThat(depth).isEqualTo(3);
    }

    @Test
    void anInterruptedCallerCancelsItsMainCoroutineAndStaysInterrupted() throws Exception {
        var cleanedUp = new AtomicBoolean();
        Throwable outcome =
                outcomeOfInterruptedCall(running -> {
                    try {
                        running.countDown();
                        new CountDownLatch(1).await();
                    } finally {
                        cleanedUp.set(true);
                    }
                });
        assertThat(cleanedUp).isTrue();
        assertThat(outcome)
                .isInstanceOf(CancellationException.class)
                .hasMessage(
                        "the thread that waited in Scheduler.call was interrupted, therefore main"
                                + " was cancelled")
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void aFailureInSpiteOfTheInterruptIsTheCallers() throws Exception {
        var thrown = new IllegalStateException("in the clean-up");
        Throwable outcome =
                outcomeOfInterruptedCall(running -> {
                    try {
                        running.countDown();
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw thrown;
                    }
                });
        assertThat(outcome).isSameAs(thrown);
    }

    /** The main coroutine of a call, which says when its caller may be interrupted. */
    @FunctionalInterface
    private interface Main {
        void run(CountDownLatch running) throws Exception;
    }

    /** What the caller gets, who stays interrupted. */
    private Throwable outcomeOfInterruptedCall(Main main) throws InterruptedException {
        var running = new CountDownLatch(1);
        var outcome = new AtomicReference<Throwable>();
        var stillInterrupted = new AtomicBoolean();
        Thread caller =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                scheduler.run(() -> main.run(running));
                            } catch (Throwable e) {
                                outcome.set(e);
                            }
                            stillInterrupted.set(Thread.currentThread().isInterrupted());
                        });
        running.await();
        caller.interrupt();
        caller.join();
        assertThat(stillInterrupted).isTrue();
        return outcome.get();
    }

    @Test
    void aCancelledCallerCancelsItsMainCoroutine() throws Exception {
        var started = new CountDownLatch(1);
        var cleanedUp = new CountDownLatch(1);
        Coroutine<Void> caller =
                scheduler.spawn(() ->
                        scheduler.run(() -> {
                            try {
                                started.countDown();
                                new CountDownLatch(1).await();
                            } finally {
                                cleanedUp.countDown();
                            }
                        }));
        started.await();
        caller.cancel();
        cleanedUp.await();
        assertThatThrownBy(caller::join)
                .isInstanceOf(CancellationException.class)
                .cause()
                .isInstanceOf(CancellationException.class)
                .hasMessage(caller.name() + " was cancelled");
        assertThat(caller.isCancelled()).isTrue();
    }

    // ---- From where ----------------------------------------------------------------------------

    @Test
    void worksFromAVirtualThreadThatIsNotACoroutine() throws Exception {
        var task = new FutureTask<>(() -> scheduler.call(() -> scheduler.spawn(() -> 7).join()));
        Thread.ofVirtual().start(task);
        assertThat(task.get()).isEqualTo(7);
    }

    @Test
    void worksFromACoroutineOfAnotherScheduler() {
        try (Scheduler other = Scheduler.builder().carriers(1).pinning(Pinning.none()).open()) {
            List<Scheduler> seen =
                    other.call(() -> {
                        Scheduler inside = scheduler.call(Scheduler::current);
                        Scheduler spawned = scheduler.spawn(Scheduler::current).join();
                        return List.of(inside, spawned, Scheduler.current());
                    });
            assertThat(seen).containsExactly(scheduler, scheduler, other);
        }
    }

    @Test
    void currentIsTheSchedulerThatRunsTheCaller() {
        assertThat(scheduler.call(Scheduler::current)).isSameAs(scheduler);
    }

    @Test
    void currentIsRefusedOutsideOfACoroutine() throws Exception {
        assertThatThrownBy(Scheduler::current).isInstanceOf(IllegalStateException.class);
        var task =
                new FutureTask<Void>(
                        () ->
                                assertThatThrownBy(Scheduler::current)
                                        .isInstanceOf(IllegalStateException.class),
                        null);
        Thread.ofVirtual().start(task);
        task.get();
    }

    // ---- Uncaught failures ---------------------------------------------------------------------

    @Test
    void theUncaughtHandlerIsToldOfAFailureForWhichNobodyWaits() {
        var thrown = new IOException("nobody waits");
        Coroutine<Object> failed =
                scheduler.spawn(
                        "lonely",
                        () -> {
                            throw thrown;
                        });
        Await.until(() -> !uncaught.isEmpty());
        assertThat(uncaught).containsExactly(thrown);
        assertThat(uncaughtCoroutines.peek()).isSameAs(failed);
        assertThat(failed.name()).isEqualTo("lonely");
    }

    @Test
    void theUncaughtHandlerIsNotToldOfAFailureForWhichSomebodyWaits() throws Exception {
        var waiting = new CountDownLatch(1);
        Coroutine<Object> failing =
                scheduler.spawn(() -> {
                    waiting.await();
                    throw new IOException("somebody waits");
                });
        Thread waiter = Thread.startVirtualThread(() -> assertThatThrownBy(failing::join));
        Await.parked(waiter);
        waiting.countDown();
        waiter.join();
        close();
        assertThat(uncaught).isEmpty();
    }

    @Test
    void theUncaughtHandlerIsNotToldOfWhatCallThrows() {
        for (int i = 0; i < 300; i++) {
            assertThatThrownBy(() -> scheduler.run(this::failHere))
                    .isInstanceOf(IllegalStateException.class);
        }
        close();
        assertThat(uncaught).isEmpty();
    }

    @Test
    void theUncaughtHandlerIsNotToldOfWhatIsJoinedRightAfterItsSpawn() throws Exception {
        scheduler.run(() -> {
            for (int i = 0; i < 300; i++) {
                assertThatThrownBy(() -> scheduler.spawn(this::failHere).join())
                        .isInstanceOf(CompletionException.class);
            }
        });
        close();
        assertThat(uncaught.size())
                .as("told although joined; a carrier that is faster than the joiner is no bug")
                .isLessThanOrEqualTo(carriers == 1 ? 0 : 300);
    }

    @Test
    void theUncaughtHandlerIsNotToldOfACancellation() throws Exception {
        var started = new CountDownLatch(1);
        Coroutine<Void> cancelled =
                scheduler.spawn(() -> {
                    started.countDown();
                    new CountDownLatch(1).await();
                });
        started.await();
        cancelled.cancel();
        close();
        assertThat(uncaught).isEmpty();
    }

    @Test
    void aHandlerThatThrowsHurtsNobody() {
        var told = new AtomicInteger();
        try (Scheduler own =
                Scheduler.builder()
                        .carriers(carriers)
                        .pinning(Pinning.none())
                        .uncaughtHandler((coroutine, reason) -> {
                            told.incrementAndGet();
                            throw new QuietError();
                        })
                        .open()) {
            for (int i = 0; i < 3; i++) {
                own.spawn(this::failHere);
            }
            Await.until(() -> told.get() == 3);
            assertThat(own.call(() -> "alive")).isEqualTo("alive");
        }
    }

    /** Without a stack, to keep the log short. */
    private static final class QuietError extends Error {
        private static final long serialVersionUID = 1L;

        QuietError() {
            super("thrown by a test's uncaught handler, on purpose", null, false, false);
        }
    }

    // ---- Names and counts ----------------------------------------------------------------------

    @Test
    void theNameIsPartOfTheCarriersNames() {
        assertThat(scheduler.carriers()).isEqualTo(carriers);
        assertThat(scheduler.name()).startsWith("test-");
        assertThat(Carriers.aliveOf(scheduler)).hasSize(carriers).allMatch(Thread::isDaemon);
        assertThat(scheduler.toString()).contains(scheduler.name());
    }

    @Test
    void metricsCountWhatWasSpawnedForkedAndFinished() {
        scheduler.call(() -> {
            try (Scope scope = Scope.open()) {
                for (int i = 0; i < 10; i++) {
                    scope.fork(() -> 1);
                }
            }
            return null;
        });
        Scheduler.Metrics metrics = scheduler.metrics();
        assertThat(metrics.spawned()).isEqualTo(11);
        assertThat(metrics.hosts()).isBetween(1L, 11L);
        close();
        assertThat(scheduler.metrics().finished()).isEqualTo(11);
    }

    @Test
    void hostsAreUsedAgain() {
        scheduler.call(() -> {
            for (int i = 0; i < 10_000; i++) {
                scheduler.spawn(() -> 1).join();
            }
            return null;
        });
        assertThat(scheduler.metrics().hosts()).isLessThan(1_000);
    }

    private void close() {
        scheduler.close();
    }
}
