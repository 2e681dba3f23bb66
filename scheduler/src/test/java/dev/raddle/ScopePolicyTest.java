package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.raddle.testing.Garbage;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Joiners, deadlines and bounds. */
class ScopePolicyTest extends SchedulerFixture {
    private static final Duration SHORT = Duration.ofMillis(3);

    private static <T> T waitForEver() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new AssertionError("never");
    }

    private static <T> T fail(String message) {
        throw new IllegalStateException(message);
    }

    // ---- Cancelling ----------------------------------------------------------------------------

    @Test
    void aDependentOfAnUnstartedChildMayWaitForAnotherThatIsCancelledWithIt() throws Exception {
        var told = new CompletableFuture<Boolean>();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                Coroutine<Object> first = scope.fork(ScopePolicyTest::waitForEver);
                Coroutine<Object> second = scope.fork(ScopePolicyTest::waitForEver);
                second.toCompletableFuture()
                        .whenComplete((result, e) -> {
                            try {
                                first.join();
                            } catch (CancellationException cancelled) {
                                told.complete(first.isCancelled());
                            }
                        });
                scope.cancel();
            }
        });
        assertThat(told).isCompletedWithValue(true);
    }

    // ---- Joiners -------------------------------------------------------------------------------

    /** The one forked first completes last: not before the joiner was told of the other. */
    @Test
    void allSuccessfulGivesTheResultsInTheOrderOfCompletion() throws Exception {
        var told = new CountDownLatch(1);
        var all = Joiner.<Integer>allSuccessful();
        var joiner =
                new Joiner<Integer, List<Integer>>() {
                    @Override
                    public boolean onComplete(Coroutine<? extends Integer> child) {
                        boolean cancelsRest = all.onComplete(child);
                        told.countDown();
                        return cancelsRest;
                    }

                    @Override
                    public List<Integer> result() throws Throwable {
                        return all.result();
                    }
                };
        scheduler.run(() -> {
            try (JoinerScope<Integer, List<Integer>> scope = Scope.open(joiner)) {
                scope.fork(() -> {
                    told.await();
                    return 2;
                });
                scope.fork("named", () -> 1);
                assertThat(scope.join()).containsExactly(1, 2);
            }
        });
    }

    @Test
    void allSuccessfulFailsWithTheFirstFailureAndCancelsTheRest() throws Exception {
        scheduler.run(() -> {
            try (var scope = Scope.open(Joiner.<String>allSuccessful())) {
                Coroutine<String> rest = scope.fork(ScopePolicyTest::waitForEver);
                scope.fork(() -> fail("first"));
                assertThatThrownBy(scope::join)
                        .isInstanceOf(CompletionException.class)
                        .hasRootCauseMessage("first");
                assertThat(rest.isCancelled()).isTrue();
                assertThat(scope.isCancelled()).isTrue();
            }
        });
    }

    @Test
    void ofNoChildrenAllAreSuccessfulAndNoneIsFirst() throws Exception {
        scheduler.run(() -> {
            try (var scope = Scope.open(Joiner.<String>allSuccessful())) {
                assertThat(scope.join()).isEmpty();
            }
            try (var scope = Scope.open(Joiner.<String>firstSuccess())) {
                assertThatThrownBy(scope::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(NoSuchElementException.class);
            }
        });
    }

    @Test
    void theFirstSuccessWinsAndTheRestIsCancelled() throws Exception {
        scheduler.run(() -> {
            try (var scope = Scope.open(Joiner.<String>firstSuccess())) {
                scope.fork(() -> fail("a failure does not decide"));
                Coroutine<String> rest = scope.fork(ScopePolicyTest::waitForEver);
                scope.fork(() -> "winner");
                assertThat(scope.join()).isEqualTo("winner");
                assertThat(rest.isCancelled()).isTrue();
            }
        });
    }

    @Test
    void theFirstSuccessMayBeNull() throws Exception {
        scheduler.run(() -> {
            try (var scope = Scope.open(Joiner.<String>firstSuccess())) {
                scope.fork(() -> null);
                assertThat(scope.join()).isNull();
            }
        });
    }

    @Test
    void withoutAnySuccessTheFirstFailureSurfacesWithTheOthersSuppressed() throws Exception {
        scheduler.run(() -> {
            try (var scope = Scope.open(Joiner.<String>firstSuccess())) {
                scope.fork(() -> fail("a"));
                scope.fork(() -> fail("b"));
                scope.fork(() -> fail("c"));
                assertThatThrownBy(scope::join)
                        .isInstanceOf(CompletionException.class)
                        .satisfies(e -> assertThat(e.getCause().getSuppressed()).hasSize(2));
            }
        });
    }

    @Test
    void allSettledGivesEveryOutcome() throws Exception {
        scheduler.run(() -> {
            try (var scope = Scope.open(Joiner.<Integer>allSettled())) {
                for (int i = 0; i < 300; i++) {
                    int n = i;
                    scope.fork(() -> n % 3 == 0 ? fail("third") : Integer.valueOf(n));
                }
                List<Coroutine<? extends Integer>> ended = scope.join();
                assertThat(ended).hasSize(300).allMatch(Coroutine::isDone);
                assertThat(ended).filteredOn(c -> c.state() == Coroutine.State.FAILED).hasSize(100);
            }
        });
    }

    static List<Supplier<Joiner<Object, ?>>> ownJoiners() {
        return List.of(Joiner::allSuccessful, Joiner::firstSuccess, Joiner::allSettled);
    }

    @ParameterizedTest
    @MethodSource("ownJoiners")
    void aUsedJoinerIsRefusedAndTheScopeInsideOfWhichThatHappensGoesOn(
            Supplier<Joiner<Object, ?>> maker) throws Exception {
        scheduler.run(() -> {
            Joiner<Object, ?> joiner = maker.get();
            try (var scope = Scope.open(joiner)) {
                scope.fork(() -> 1);
                assertThatThrownBy(() -> Scope.open(joiner))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a new one for each scope");
                assertThat(scope.join()).isNotNull();
            }
            assertThatThrownBy(() -> Scope.open(joiner)).isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void aScopeThatCouldNotBeOpenedDoesNotUseItsJoiner() throws Exception {
        Joiner<Object, ?> joiner = Joiner.allSuccessful();
        assertThatThrownBy(() -> Scope.open(joiner))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not in a coroutine");
        scheduler.run(() -> Scope.open(joiner).close());
    }

    @Test
    void aJoinerOfOnesOwnIsCalledByOneChildAtATime() throws Exception {
        int[] plain = {0};
        var inside = new AtomicBoolean();
        var overlapped = new AtomicBoolean();
        var joiner =
                new Joiner<Integer, Integer>() {
                    @Override
                    public boolean onComplete(Coroutine<? extends Integer> child) {
                        overlapped.compareAndSet(false, !inside.compareAndSet(false, true));
                        plain[0] += child.resultNow();
                        inside.set(false);
                        return false;
                    }

                    @Override
                    public Integer result() {
                        return plain[0];
                    }
                };
        scheduler.run(() -> {
            try (var scope = Scope.open(joiner)) {
                for (int i = 0; i < 3_000; i++) {
                    scope.fork(() -> 1);
                }
                assertThat(scope.join()).isEqualTo(3_000);
            }
        });
        assertThat(overlapped).isFalse();
    }

    @Test
    void aJoinerThatThrowsMakesTheScopeFail() throws Exception {
        var joiner =
                new Joiner<Object, Void>() {
                    @Override
                    public boolean onComplete(Coroutine<?> child) {
                        throw new UnsupportedOperationException("in the joiner");
                    }

                    @Override
                    public Void result() {
                        return null;
                    }
                };
        scheduler.run(() -> {
            try (var scope = Scope.open(joiner)) {
                scope.fork(() -> 1);
                scope.fork(ScopePolicyTest::waitForEver);
                assertThatThrownBy(scope::join)
                        .isInstanceOf(CompletionException.class)
                        .hasRootCauseMessage("in the joiner");
            }
        });
    }

    @Test
    void theJoinOfACancelledJoinerScopeIsACancellation() throws Exception {
        scheduler.run(() -> {
            try (var scope = Scope.open(Joiner.<String>allSuccessful())) {
                scope.fork(() -> "one of two");
                scope.fork(ScopePolicyTest::waitForEver);
                Coroutine.yield();
                scope.cancel();
                assertThatThrownBy(scope::join).isInstanceOf(CancellationException.class);
            }
        });
    }

    @Test
    void childrenForkIntoAJoinerScopeEvenWhileItsOwnerJoins() throws Exception {
        scheduler.run(() -> {
            try (var scope = Scope.open(Joiner.<Integer>allSuccessful())) {
                scope.fork(() -> {
                    scope.fork(() -> 2);
                    scope.fork(() -> 3);
                    return 1;
                });
                assertThat(scope.join()).containsExactlyInAnyOrder(1, 2, 3);
            }
        });
    }

    // ---- Deadlines -----------------------------------------------------------------------------

    private static Scope openWithDeadline() {
        return Scope.open(ScopeOptions.defaults().withName("hasty").withDeadline(SHORT));
    }

    @Test
    void theDeadlineCancelsTheChildrenAndTheOwnersJoinSaysSo() throws Exception {
        scheduler.run(() -> {
            try (Scope scope = openWithDeadline()) {
                Coroutine<Object> child = scope.fork(ScopePolicyTest::waitForEver);
                assertThatThrownBy(scope::join)
                        .isExactlyInstanceOf(DeadlineExceededException.class)
                        .hasMessageContaining("hasty");
                assertThat(child.isCancelled()).isTrue();
                assertThat(scope.isCancelled()).isTrue();
            }
        });
    }

    @Test
    void theDeadlineSurfacesInCloseIfNobodyJoins() {
        assertThatThrownBy(() ->
                        scheduler.run(() -> {
                            try (Scope scope = openWithDeadline()) {
                                scope.fork(ScopePolicyTest::waitForEver);
                            }
                        }))
                .isExactlyInstanceOf(DeadlineExceededException.class);
    }

    @Test
    void whoJoinsAChildThatTheDeadlineCancelledIsToldOfTheDeadline() {
        assertThatThrownBy(() ->
                        scheduler.run(() -> {
                            try (Scope scope = openWithDeadline()) {
                                scope.fork(ScopePolicyTest::waitForEver).join();
                            }
                        }))
                .isNotInstanceOf(CancellationException.class)
                .satisfies(e ->
                        assertThat(e instanceof CompletionException ? e.getCause() : e)
                                .isInstanceOf(DeadlineExceededException.class));
    }

    @Test
    void aDeadlineDoesNotCancelTheOwner() throws Exception {
        scheduler.run(() -> {
            try (Scope scope = openWithDeadline()) {
                scope.fork(ScopePolicyTest::waitForEver);
                assertThatThrownBy(scope::join).isInstanceOf(DeadlineExceededException.class);
                Coroutine.checkpoint();
                Coroutine.sleep(Duration.ofNanos(1));
            }
        });
    }

    @Test
    void aScopeThatEndsInTimeHasNoTrouble() throws Exception {
        scheduler.run(() -> {
            var options = ScopeOptions.defaults().withDeadline(Duration.ofDays(1));
            for (int i = 0; i < 1_000; i++) {
                try (Scope scope = Scope.open(options)) {
                    assertThat(scope.fork(() -> 1).join()).isEqualTo(1);
                }
            }
        });
    }

    @Test
    void aDeadlineInsideADeadlineIsToldFromTheOuter() throws Exception {
        scheduler.run(() -> {
            var day = ScopeOptions.defaults().withDeadline(Duration.ofDays(1));
            try (Scope outer = Scope.open(day)) {
                try (Scope inner = openWithDeadline()) {
                    inner.fork(ScopePolicyTest::waitForEver);
                    assertThatThrownBy(inner::join).isInstanceOf(DeadlineExceededException.class);
                }
                assertThat(outer.isCancelled()).isFalse();
                assertThat(outer.fork(() -> "goes on").join()).isEqualTo("goes on");
            }
        });
    }

    @Test
    void aDeadlineOfAPlatformThreadsScopeWorksToo() {
        var options = ScopeOptions.defaults().withDeadline(SHORT).withScheduler(scheduler);
        try (Scope scope = Scope.open(options)) {
            scope.fork(ScopePolicyTest::waitForEver);
            assertThatThrownBy(scope::join).isInstanceOf(DeadlineExceededException.class);
        }
    }

    @Test
    void aDependentOfAnUnstartedChildDoesNotRunOnTheBareCarrierThread() throws Exception {
        assumeThat(carriers).as("nobody else may start the child").isEqualTo(1);
        var onVirtualThread = new CompletableFuture<Boolean>();
        scheduler.run(() -> {
            try (Scope scope = openWithDeadline()) {
                scope.fork(() -> 1)
                        .toCompletableFuture()
                        .handle((result, e) -> Thread.currentThread().isVirtual())
                        .thenAccept(onVirtualThread::complete);
                hogUntil(SHORT.multipliedBy(2));
                Coroutine.yield();
                assertThatThrownBy(scope::join).isInstanceOf(DeadlineExceededException.class);
            }
        });
        assertThat(onVirtualThread.get()).isTrue();
    }

    private static void hogUntil(Duration over) {
        long until = System.nanoTime() + over.toNanos();
        while (System.nanoTime() - until < 0) {
            Thread.onSpinWait();
        }
    }

    // ---- Bounded concurrency -------------------------------------------------------------------

    @Test
    void noMoreChildrenRunThanTheBoundAllows() throws Exception {
        for (int bound : new int[] {1, 2, 7}) {
            var running = new AtomicInteger();
            var most = new AtomicInteger();
            var ended = new AtomicInteger();
            scheduler.run(() -> {
                var options = ScopeOptions.defaults().withConcurrency(bound);
                try (Scope scope = Scope.open(options)) {
                    for (int i = 0; i < 200; i++) {
                        scope.fork(() -> {
                            most.accumulateAndGet(running.incrementAndGet(), Math::max);
                            Coroutine.yield();
                            Coroutine.yield();
                            running.decrementAndGet();
                            return ended.incrementAndGet();
                        });
                    }
                }
            });
            assertThat(ended).hasValue(200);
            assertThat(most.get()).isBetween(1, bound);
        }
    }

    @Test
    void theBoundIsReachedIfChildrenWait() throws Exception {
        int bound = 5;
        var together = new CountDownLatch(bound);
        scheduler.run(() -> {
            var options = ScopeOptions.defaults().withConcurrency(bound);
            try (Scope scope = Scope.open(options)) {
                for (int i = 0; i < bound; i++) {
                    scope.fork(() -> {
                        together.countDown();
                        together.await();
                        return null;
                    });
                }
            }
        });
        assertThat(together.getCount()).isZero();
    }

    @Test
    void slotsOfFailedAndCancelledChildrenAreFreeAgain() throws Exception {
        scheduler.run(() -> {
            var options = ScopeOptions.defaults().withConcurrency(1);
            try (var scope = Scope.open(Joiner.<Integer>allSettled(), options)) {
                for (int i = 0; i < 50; i++) {
                    scope.fork(() -> fail("slot"));
                    scope.fork(ScopePolicyTest::waitForEver).cancel();
                }
                assertThat(scope.join()).hasSize(100);
            }
        });
    }

    // ---- Long life -----------------------------------------------------------------------------

    @Test
    void aLongLivedScopeKeepsNoChildrenThatItsOwnerForked() throws Exception {
        keepsNoChildren(false);
    }

    @Test
    void aLongLivedScopeKeepsNoChildrenThatAnInnerCoroutineForked() throws Exception {
        keepsNoChildren(true);
    }

    private void keepsNoChildren(boolean forkInside) throws Exception {
        var results = new ArrayList<WeakReference<Object>>();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                if (forkInside) {
                    scope.fork(() -> forkMany(scope, results)).join();
                } else {
                    forkMany(scope, results);
                }
                assertThat(Garbage.leftOf(results, 1_000)).isLessThan(1_000);
            }
        });
    }

    private static Void forkMany(Scope scope, List<WeakReference<Object>> results) {
        for (int i = 0; i < 5_000; i++) {
            results.add(new WeakReference<>(scope.fork(Object::new).join()));
        }
        return null;
    }
}
