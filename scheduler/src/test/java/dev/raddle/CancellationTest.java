package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Who is cancelled when, and what comes of it. */
class CancellationTest extends SchedulerFixture {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private static void waitForEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    // ---- Before the start ----------------------------------------------------------------------

    @Test
    void cancelledBeforeItsStartItNeverRuns() throws Exception {
        var ran = new AtomicBoolean();
        scheduler.run(() -> {
            try (Scope scope = Scope.open(ScopeOptions.defaults().withName("s"))) {
                scope.cancel();
                Coroutine<Integer> child =
                        scope.fork(() -> {
                            ran.set(true);
                            return 1;
                        });
                assertThat(child.isDone()).isTrue();
                assertThat(child.isCancelled()).isTrue();
                assertThat(child.isStarted()).isFalse();
                assertThat(child.state()).isEqualTo(State.CANCELLED);
                assertThat(child.cancel()).isFalse();
                assertThatThrownBy(child::join).isInstanceOf(CancellationException.class);
                assertThatThrownBy(child::get).isInstanceOf(CancellationException.class);
                assertThatThrownBy(child::resultNow).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(child::exceptionNow).isInstanceOf(IllegalStateException.class);
            }
        });
        assertThat(ran).isFalse();
    }

    @Test
    void eitherItRunsOrItsCancellationBeforeTheStartHolds() throws Exception {
        scheduler.run(() -> {
            for (int i = 0; i < 2_000; i++) {
                var ran = new AtomicBoolean();
                Coroutine<Void> raced = scheduler.spawn(() -> ran.set(true));
                raced.cancel();
                Await.ended(raced);
                assertThat(raced.isStarted()).isEqualTo(ran.get());
                if (carriers == 1) {
                    assertThat(raced.isStarted()).as("alone on its carrier").isFalse();
                }
            }
        });
    }

    // ---- While it runs -------------------------------------------------------------------------

    @Test
    void finallyBlocksRunAndCancelSaysWhetherItWasInTime() throws Exception {
        var cleanedUp = new AtomicBoolean();
        Coroutine<Void> cancelled =
                scheduler.spawn(() -> {
                    try {
                        started.countDown();
                        waitForEver();
                    } finally {
                        cleanedUp.set(true);
                    }
                });
        started.await();
        assertThat(cancelled.cancel()).isTrue();
        assertThatThrownBy(cancelled::join)
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining(cancelled.name());
        assertThat(cleanedUp).isTrue();
        assertThat(cancelled.isCancelled()).isTrue();
        assertThat(cancelled.isStarted()).isTrue();
        assertThat(cancelled.cancel()).as("after its end").isFalse();
        assertThat(cancelled.cancel(false)).isFalse();
    }

    @Test
    void cancellingOneThatHasEndedChangesNothing() {
        Coroutine<Integer> ended = scheduler.spawn(() -> 1);
        ended.join();
        assertThat(ended.cancel()).isFalse();
        assertThat(ended.resultNow()).isEqualTo(1);
        assertThat(ended.isCancelled()).isFalse();
    }

    @Test
    void aBodyThatEndsNormallyInSpiteOfItsCancellationHasItsResult() throws Exception {
        Coroutine<String> stubborn =
                scheduler.spawn(() -> {
                    started.countDown();
                    try {
                        waitForEver();
                    } catch (InterruptedException e) {
                        return "caught";
                    }
                    return "never";
                });
        started.await();
        stubborn.cancel();
        assertThat(stubborn.join()).isEqualTo("caught");
        assertThat(stubborn.state()).isEqualTo(State.SUCCESS);
        assertThat(stubborn.isCancelled()).isFalse();
    }

    @Test
    void aFailureWhileBeingCancelledIsAFailure() throws Exception {
        Coroutine<Void> failing =
                scheduler.spawn(() -> {
                    started.countDown();
                    try {
                        waitForEver();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("in the clean-up", e);
                    }
                });
        started.await();
        failing.cancel();
        assertThatThrownBy(failing::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(InterruptedException.class);
        assertThat(failing.state()).isEqualTo(State.FAILED);
    }

    @Test
    void itIsDeliveredAgainAndAgain() throws Exception {
        var delivered = new AtomicInteger();
        Coroutine<Void> cancelled =
                scheduler.spawn(() -> {
                    started.countDown();
                    catchInterrupt();
                    for (int i = 0; i < 5; i++) {
                        catchAll(Coroutine::yield, delivered);
                        catchAll(Coroutine::checkpoint, delivered);
                        catchAll(() -> Coroutine.sleep(Duration.ofDays(1)), delivered);
                        catchAll(() -> Coroutine.sleep(Duration.ZERO), delivered);
                        catchAll(() -> neverEnding().join(), delivered);
                        catchAll(() -> neverEnding().get(), delivered);
                    }
                    Coroutine.checkpoint();
                });
        started.await();
        cancelled.cancel();
        Await.ended(cancelled);
        assertThat(delivered).hasValue(30);
        assertThat(cancelled.isCancelled()).isTrue();
        mayEnd.countDown();
    }

    private static void catchInterrupt() {
        try {
            waitForEver();
        } catch (InterruptedException e) {
            // it was caught once, and must come again
        }
    }

    private static void catchAll(Action action, AtomicInteger delivered) throws Exception {
        try {
            action.run();
        } catch (CancellationException e) {
            delivered.incrementAndGet();
        }
    }

    private Coroutine<Void> neverEnding() {
        return scheduler.spawn(() -> mayEnd.await());
    }

    @Test
    void itMayBeCancelledByItselfAndByMany() {
        Coroutine<Void> suicide =
                scheduler.spawn(() -> {
                    Coroutine.current().cancel();
                    Coroutine.checkpoint();
                });
        Await.ended(suicide);
        assertThat(suicide.isCancelled()).isTrue();

        Coroutine<Void> victim = scheduler.spawn(CancellationTest::waitForEver);
        for (int i = 0; i < 50; i++) {
            scheduler.spawn(() -> victim.cancel());
        }
        Await.ended(victim);
        assertThat(victim.isCancelled()).isTrue();
    }

    @Test
    void cancelWithoutInterruptLeavesBlockingCallsAloneUntilASuspensionPoint() throws Exception {
        var interrupted = new AtomicBoolean();
        Coroutine<Void> cancelled =
                scheduler.spawn(() -> {
                    started.countDown();
                    try {
                        mayEnd.await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    Coroutine.checkpoint();
                });
        started.await();
        assertThat(cancelled.cancel(false)).isTrue();
        assertThat(cancelled.isDone()).isFalse();
        mayEnd.countDown();
        Await.ended(cancelled);
        assertThat(interrupted).isFalse();
        assertThat(cancelled.isCancelled()).isTrue();
    }

    @Test
    void cancelWithoutInterruptEndsOurOwnSuspensions() throws Exception {
        Coroutine<Void> sleeper =
                scheduler.spawn(() -> {
                    started.countDown();
                    Coroutine.sleep(Duration.ofDays(1));
                });
        started.await();
        sleeper.cancel(false);
        Await.ended(sleeper);
        assertThat(sleeper.isCancelled()).isTrue();
        Coroutine<Void> endless = neverEnding();
        Coroutine<Void> joiner = scheduler.spawn(() -> endless.join());
        Await.until(joiner::isStarted);
        joiner.cancel(false);
        Await.ended(joiner);
        assertThat(joiner.isCancelled()).isTrue();
        assertThat(endless.isDone()).as("only the joiner was cancelled").isFalse();
        mayEnd.countDown();
    }

    @Test
    void cancelWithoutInterruptMayBeFollowedByOneWith() throws Exception {
        Coroutine<Void> cancelled =
                scheduler.spawn(() -> {
                    started.countDown();
                    waitForEver();
                });
        started.await();
        cancelled.cancel(false);
        assertThat(cancelled.isDone()).isFalse();
        cancelled.cancel(true);
        Await.ended(cancelled);
        assertThat(cancelled.isCancelled()).isTrue();
    }

    @Test
    void whoJoinsTellsItsOwnCancellationFromThatOfTheOther() throws Exception {
        Coroutine<Void> endless = neverEnding();
        var message = new AtomicReference<String>();
        var joinedIsCancelled = new AtomicBoolean(true);
        Coroutine<Void> joiner =
                scheduler.spawn(
                        "joiner",
                        () -> {
                            started.countDown();
                            try {
                                return endless.join();
                            } catch (CancellationException e) {
                                message.set(e.getMessage());
                                joinedIsCancelled.set(endless.isCancelled());
                                throw e;
                            }
                        });
        started.await();
        joiner.cancel();
        Await.ended(joiner);
        assertThat(message.get()).isEqualTo("joiner was cancelled");
        assertThat(joinedIsCancelled).isFalse();
        mayEnd.countDown();
    }

    @Test
    void ifBothAreCancelledTheOneWhoJoinsIsToldOfItself() throws Exception {
        Coroutine<Void> joined = scheduler.spawn(CancellationTest::waitForEver);
        joined.cancel();
        Await.ended(joined);
        var messages = new ConcurrentLinkedQueue<String>();
        Coroutine<Void> joiner =
                scheduler.spawn(
                        "joiner",
                        () -> {
                            Coroutine.current().cancel();
                            for (Action action :
                                    List.<Action>of(joined::join, Coroutine::checkpoint)) {
                                try {
                                    action.run();
                                } catch (CancellationException e) {
                                    messages.add(e.getMessage());
                                }
                            }
                            return null;
                        });
        joiner.join();
        assertThat(messages).containsExactly("joiner was cancelled", "joiner was cancelled");
    }

    @Test
    void aPrintedTraceNamesTheCancelledCoroutineAtEachLevel() throws Exception {
        Coroutine<Void> cancelled =
                scheduler.spawn(
                        "sleeper",
                        () -> {
                            started.countDown();
                            Coroutine.sleep(Duration.ofDays(1));
                            return null;
                        });
        started.await();
        cancelled.cancel();
        assertThatThrownBy(cancelled::join)
                .isInstanceOf(CancellationException.class)
                .hasMessage("sleeper was cancelled")
                .cause()
                .isInstanceOf(CancellationException.class)
                .hasMessage("sleeper was cancelled");
    }

    // ---- Cascading -----------------------------------------------------------------------------

    @Test
    void cancellingAnOwnerCancelsWhatItWaitsForAllTheWayDown() throws Exception {
        var deepest = new AtomicReference<Coroutine<?>>();
        var unwound = new AtomicInteger();
        Coroutine<Void> owner = scheduler.spawn(() -> nest(20, deepest, unwound));
        started.await();
        owner.cancel();
        assertThatThrownBy(owner::join).isInstanceOf(CancellationException.class);
        assertThat(unwound).hasValue(20);
        assertThat(deepest.get().isCancelled()).isTrue();
    }

    private void nest(int depth, AtomicReference<Coroutine<?>> deepest, AtomicInteger unwound)
            throws InterruptedException {
        if (depth == 0) {
            deepest.set(Coroutine.current());
            started.countDown();
            waitForEver();
        }
        try (Scope scope = Scope.open()) {
            scope.fork(() -> {
                nest(depth - 1, deepest, unwound);
                return null;
            });
            scope.join();
        } finally {
            unwound.incrementAndGet();
        }
    }

    @Test
    void cancellingAChildDoesNotCancelItsOwner() throws Exception {
        String result =
                scheduler.call(() -> {
                    try (Scope scope = Scope.open()) {
                        Coroutine<Object> child =
                                scope.fork(() -> {
                                    waitForEver();
                                    return null;
                                });
                        Coroutine.yield();
                        child.cancel();
                        assertThatThrownBy(child::join).isInstanceOf(CancellationException.class);
                        Coroutine.checkpoint();
                        scope.join();
                        return "goes on";
                    }
                });
        assertThat(result).isEqualTo("goes on");
    }

    @Test
    void anOwnerCancelledBeforeItForksHasCancelledChildren() throws Exception {
        var ran = new AtomicBoolean();
        Coroutine<Void> owner =
                scheduler.spawn(() -> {
                    started.countDown();
                    catchInterrupt();
                    try (Scope scope = Scope.open()) {
                        scope.fork(() -> {
                            ran.set(true);
                            return null;
                        });
                        scope.join();
                    }
                });
        started.await();
        owner.cancel();
        Await.ended(owner);
        assertThat(owner.isCancelled()).isTrue();
        assertThat(ran).isFalse();
    }

    // ---- A timeout is something else -----------------------------------------------------------

    @Test
    void aTimeoutIsNotACancellation() throws Exception {
        Coroutine<Void> endless = neverEnding();
        Coroutine<Void> impatient =
                scheduler.spawn(() -> {
                    try {
                        endless.join(Duration.ofNanos(1));
                    } catch (CancellationException e) {
                        throw new AssertionError(e);
                    }
                });
        Await.ended(impatient);
        assertThat(impatient.state()).isEqualTo(State.FAILED);
        assertThat(impatient.exceptionNow()).isInstanceOf(DeadlineExceededException.class);
        assertThat(endless.isDone()).isFalse();
        mayEnd.countDown();
        endless.get(1, TimeUnit.DAYS);
    }
}
