package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Children, failures and the order of closing, without a joiner. */
class ScopeTest extends SchedulerFixture {

    private static <T> T waitForEver() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new AssertionError("never");
    }

    private static Void failHere() throws IOException {
        throw new IOException("the first failure");
    }

    // ---- Results -------------------------------------------------------------------------------

    @Test
    void childrenGiveTheirResultsInAnyOrderOfJoining() {
        long sum =
                scheduler.call(() -> {
                    try (Scope scope = Scope.open()) {
                        var children = new ArrayList<Coroutine<Integer>>();
                        for (int i = 0; i < 1_000; i++) {
                            int n = i;
                            children.add(scope.fork(() -> n));
                        }
                        java.util.Collections.shuffle(children, new java.util.Random(1));
                        return children.stream().mapToLong(Coroutine::join).sum();
                    }
                });
        assertThat(sum).isEqualTo(999 * 1_000 / 2);
    }

    @Test
    void forkAndJoinInATree() {
        assertThat(scheduler.<Integer, RuntimeException>call(() -> fib(18))).isEqualTo(2584);
    }

    private static int fib(int n) {
        if (n < 2) {
            return n;
        }
        try (Scope scope = Scope.open()) {
            Coroutine<Integer> left = scope.fork(() -> fib(n - 1));
            int right = fib(n - 2);
            return left.join() + right;
        }
    }

    @Test
    void aChildHasItsNameAndItsOwnIdentity() throws Exception {
        scheduler.run(() -> {
            Coroutine<?> owner = Coroutine.current();
            try (Scope scope = Scope.open()) {
                Coroutine<Coroutine<?>> child = scope.fork("child", Coroutine::current);
                assertThat((Object) child.join()).isSameAs(child).isNotSameAs(owner);
                assertThat(child.name()).isEqualTo("child");
            }
            assertThat((Object) Coroutine.current()).isSameAs(owner);
        });
    }

    @Test
    void closeWaitsForChildrenThatNobodyJoins() {
        var ended = new AtomicInteger();
        scheduler.call(() -> {
            try (Scope scope = Scope.open()) {
                for (int i = 0; i < 100; i++) {
                    scope.fork(() -> {
                        Coroutine.yield();
                        return ended.incrementAndGet();
                    });
                }
            }
            assertThat(ended).hasValue(100);
            return null;
        });
    }

    @Test
    void joinWaitsForAllForkedSoFarAndMoreMayFollow() throws Exception {
        var ended = new AtomicInteger();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                for (int round = 1; round <= 3; round++) {
                    scope.fork(ended::incrementAndGet);
                    scope.fork(ended::incrementAndGet);
                    assertThat(scope.join()).isNull();
                    assertThat(ended).hasValue(2 * round);
                }
            }
        });
    }

    // ---- Failures ------------------------------------------------------------------------------

    @Test
    void theFirstFailureCancelsTheRestAndSurfacesWithItsOwnStack() throws Exception {
        var siblingEnded = new AtomicReference<Coroutine<?>>();
        var started = new CountDownLatch(1);
        Throwable thrown =
                failureOf(() -> {
                    try (Scope scope = Scope.open()) {
                        siblingEnded.set(
                                scope.fork(() -> {
                                    started.countDown();
                                    return waitForEver();
                                }));
                        started.await();
                        scope.fork(ScopeTest::failHere);
                        scope.join();
                    }
                });
        assertThat(thrown).isExactlyInstanceOf(CompletionException.class);
        assertThat(thrown.getCause())
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the first failure");
        assertThat(thrown.getCause().getStackTrace()[0].getMethodName()).isEqualTo("failHere");
        assertThat(thrown.getSuppressed()).as("it surfaces once").isEmpty();
        assertThat(siblingEnded.get().isCancelled()).isTrue();
    }

    private Throwable failureOf(Action body) {
        Coroutine<Void> main = scheduler.spawn("main", () -> thenNull(body));
        Await.ended(main);
        return main.state() == Coroutine.State.FAILED ? main.exceptionNow() : null;
    }

    private static Void thenNull(Action body) throws Exception {
        body.run();
        return null;
    }

    @Test
    void joiningASiblingOfTheFailedOneGivesThatFailure() {
        Throwable thrown =
                failureOf(() -> {
                    try (Scope scope = Scope.open()) {
                        Coroutine<Object> victim = scope.fork(ScopeTest::waitForEver);
                        scope.fork(ScopeTest::failHere);
                        victim.join();
                    }
                });
        assertThat(thrown).isExactlyInstanceOf(CompletionException.class);
        assertThat(thrown.getCause()).isExactlyInstanceOf(IOException.class);
        assertThat(thrown.getSuppressed()).as("not again by close").isEmpty();
    }

    @Test
    void aFailureThatNobodyJoinedSurfacesInClose() {
        Throwable thrown =
                failureOf(() -> {
                    try (Scope scope = Scope.open()) {
                        scope.fork(ScopeTest::failHere);
                    }
                });
        assertThat(thrown).isExactlyInstanceOf(CompletionException.class);
        assertThat(thrown.getCause()).hasMessage("the first failure");
    }

    @Test
    void aFailureThatTheOwnerHasSeenAndHandledDoesNotSurfaceAgain() {
        Throwable thrown =
                failureOf(() -> {
                    try (Scope scope = Scope.open()) {
                        Coroutine<Void> child = scope.fork(ScopeTest::failHere);
                        assertThatThrownBy(child::join).isInstanceOf(CompletionException.class);
                    }
                });
        assertThat(thrown).isNull();
    }

    @Test
    void theOwnersOwnFailureWinsAndTheScopesIsSuppressed() {
        Throwable thrown =
                failureOf(() -> {
                    try (Scope scope = Scope.open()) {
                        Coroutine<Void> child = scope.fork(ScopeTest::failHere);
                        Await.until(child::isDone);
                        throw new IllegalStateException("the owner's");
                    }
                });
        assertThat(thrown).hasMessage("the owner's");
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(thrown.getSuppressed()[0].getCause()).hasMessage("the first failure");
    }

    @Test
    void ofAHundredFailuresExactlyOneSurfaces() {
        Throwable thrown =
                failureOf(() -> {
                    try (Scope scope = Scope.open()) {
                        for (int i = 0; i < 100; i++) {
                            scope.fork(ScopeTest::failHere);
                        }
                        scope.join();
                    }
                });
        assertThat(thrown.getCause()).hasMessage("the first failure");
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(uncaught).as("only the main coroutine's").hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aFailureDeepDownComesUpThroughAllScopes() {
        Throwable thrown = failureOf(() -> nest(30));
        assertThat(thrown).hasRootCauseInstanceOf(IOException.class);
    }

    private static Void nest(int depth) throws IOException {
        if (depth == 0) {
            return failHere();
        }
        try (Scope scope = Scope.open()) {
            return scope.fork(() -> nest(depth - 1)).join();
        }
    }

    @Test
    void inACancelledScopeAChildNeverStarts() throws Exception {
        var ran = new AtomicBoolean();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                assertThat(scope.isCancelled()).isFalse();
                Coroutine<Object> running = scope.fork(ScopeTest::waitForEver);
                scope.cancel();
                scope.cancel();
                assertThat(scope.isCancelled()).isTrue();
                Coroutine<Void> late = scope.fork(() -> thenNull(() -> ran.set(true)));
                assertThat(late.isCancelled()).isTrue();
                assertThatThrownBy(scope::join).isInstanceOf(CancellationException.class);
                assertThat(running.isCancelled()).isTrue();
            }
        });
        assertThat(ran).isFalse();
    }

    @Test
    void aScopeMayBeCancelledFromOutside() throws Exception {
        var opened = new java.util.concurrent.CompletableFuture<Scope>();
        Coroutine<Void> main =
                scheduler.spawn(() -> {
                    try (Scope scope = Scope.open()) {
                        scope.fork(ScopeTest::waitForEver);
                        opened.complete(scope);
                        assertThatThrownBy(scope::join).isInstanceOf(CancellationException.class);
                    }
                });
        opened.get().cancel();
        assertThat(main.join()).isNull();
    }

    // ---- Who may do what -----------------------------------------------------------------------

    @Test
    void childrenAndTheirChildrenForkIntoTheScopeEvenWhileItsOwnerCloses() {
        var ended = new AtomicInteger();
        scheduler.call(() -> {
            try (Scope scope = Scope.open()) {
                scope.fork(() -> forkInto(scope, 50, ended));
            }
            assertThat(ended).hasValue(50);
            return null;
        });
    }

    private static Void forkInto(Scope scope, int depth, AtomicInteger ended) {
        if (depth > 0) {
            scope.fork(() -> forkInto(scope, depth - 1, ended));
            Coroutine.yield();
            ended.incrementAndGet();
        }
        return null;
    }

    @Test
    void aChildOfAnInnerScopeForksIntoTheOuter() throws Exception {
        scheduler.run(() -> {
            try (Scope outer = Scope.open();
                    Scope inner = Scope.open()) {
                Coroutine<Coroutine<String>> child =
                        inner.fork(() -> outer.fork(() -> "of the outer"));
                assertThat(child.join().join()).isEqualTo("of the outer");
            }
        });
    }

    @Test
    void fromOutsideNobodyForksJoinsOrCloses() throws Exception {
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                Action[] uses = {() -> scope.fork(() -> 1), scope::join, scope::close};
                for (Action use : uses) {
                    assertThat(scheduler.spawn(() -> refused(use)).join()).isTrue();
                    var onThread = new AtomicReference<Boolean>();
                    Thread.startVirtualThread(() -> onThread.set(refused(use))).join();
                    assertThat(onThread.get()).isTrue();
                }
                assertThat(scope.fork(() -> refused(scope::join)).join()).isTrue();
                assertThat(scope.fork(() -> refused(scope::close)).join()).isTrue();
                assertThat(scope.fork(() -> "unharmed").join()).isEqualTo("unharmed");
            }
        });
    }

    private static boolean refused(Action use) {
        try {
            use.run();
            return false;
        } catch (IllegalStateException e) {
            return e.getMessage().contains("scope");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClosedScopeTakesNoChildrenAndIsNotJoined() throws Exception {
        scheduler.run(() -> {
            Scope scope = Scope.open(ScopeOptions.defaults().withName("s"));
            scope.join();
            scope.join();
            scope.close();
            scope.close();
            assertThatThrownBy(() -> scope.fork(() -> 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("scope s is closed");
            assertThatThrownBy(scope::join)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("scope s is closed");
        });
    }

    @Test
    void nullBodiesAreRefused() throws Exception {
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                assertThatThrownBy(() -> scope.fork(null)).isInstanceOf(NullPointerException.class);
                assertThatThrownBy(() -> scope.fork(null, () -> 1))
                        .isInstanceOf(NullPointerException.class);
            }
        });
        assertThatThrownBy(() -> Scope.open((ScopeOptions) null))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> ScopeOptions.defaults().withConcurrency(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ScopeOptions.defaults().withDeadline(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void outsideOfACoroutineAScopeNeedsAScheduler() {
        assertThatThrownBy(Scope::open)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("withScheduler");
    }

    // ---- Order of closing ----------------------------------------------------------------------

    @Test
    void closingTheOuterScopeFirstClosesTheInnerTooAndSaysSo() throws Exception {
        var ended = new AtomicInteger();
        scheduler.run(() -> {
            Scope outer = Scope.open();
            Scope inner = Scope.open();
            outer.fork(() -> yieldThenCount(ended));
            inner.fork(() -> yieldThenCount(ended));
            assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
            assertThat(ended).hasValue(2);
            inner.close();
            outer.close();
        });
    }

    private static int yieldThenCount(AtomicInteger ended) {
        for (int i = 0; i < 5; i++) {
            Coroutine.yield();
        }
        return ended.incrementAndGet();
    }

    @Test
    void closingTheOuterScopeFirstWaitsForItsChildrenEvenIfTheInnerFailed() throws Exception {
        var ended = new AtomicInteger();
        scheduler.run(() -> {
            Scope outer = Scope.open();
            Scope inner = Scope.open();
            Coroutine<Integer> child = outer.fork(() -> yieldThenCount(ended));
            inner.fork(ScopeTest::failHere);
            assertThatThrownBy(outer::close).isInstanceOf(RuntimeException.class);
            assertThat(child.isDone()).as("outlives its scope").isTrue();
            assertThat(ended).hasValue(1);
        });
    }

    @Test
    void aScopeThatItsOwnerForgotIsClosedAtTheOwnersEnd() {
        var child = new AtomicReference<Coroutine<?>>();
        var mayEnd = new CountDownLatch(1);
        Coroutine<Void> owner =
                scheduler.spawn(() -> {
                    Scope forgotten = Scope.open();
                    child.set(forgotten.fork(() -> thenNull(mayEnd::await)));
                });
        Await.until(() -> child.get() != null && (owner.isDone() || child.get().isStarted()));
        boolean outlived = owner.isDone() && !child.get().isDone();
        mayEnd.countDown();
        Await.ended(owner);
        assertThat(outlived).as("a child outlives its owner").isFalse();
    }
}
