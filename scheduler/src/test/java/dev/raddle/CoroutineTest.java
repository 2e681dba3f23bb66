package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a handle tells of a coroutine that runs, or has ended in one way or another. */
class CoroutineTest extends SchedulerFixture {
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private Coroutine<String> pending() {
        return scheduler.spawn(
                "pending",
                () -> {
                    mayEnd.await();
                    return "done";
                });
    }

    private Coroutine<String> failed(Throwable reason) {
        Coroutine<String> failed =
                scheduler.spawn(
                        "failed",
                        () -> {
                            throw sneaky(reason);
                        });
        Await.ended(failed);
        return failed;
    }

    @SuppressWarnings("unchecked") // erased: this is the trick
    private static <X extends Throwable> X sneaky(Throwable e) throws X {
        throw (X) e;
    }

    // ---- Running -------------------------------------------------------------------------------

    @Test
    void onePendingIsRunningAndHasNoResult() {
        Coroutine<String> pending = pending();
        assertThat(pending.isDone()).isFalse();
        assertThat(pending.isCancelled()).isFalse();
        assertThat(pending.state()).isEqualTo(State.RUNNING);
        assertThatThrownBy(pending::resultNow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pending");
        assertThatThrownBy(pending::exceptionNow).isInstanceOf(IllegalStateException.class);
        mayEnd.countDown();
        assertThat(pending.join()).isEqualTo("done");
    }

    @Test
    void isStartedFromItsFirstInstructionOn() {
        var self = new CompletableFuture<Coroutine<?>>();
        Coroutine<Boolean> asking = scheduler.spawn(() -> self.join().isStarted());
        self.complete(asking);
        assertThat(asking.join()).isTrue();
        assertThat(asking.isStarted()).isTrue();
    }

    @Test
    void currentIsTheHandleItself() {
        var current = new AtomicReference<Coroutine<?>>();
        var afterYield = new AtomicReference<Coroutine<?>>();
        Coroutine<Void> self =
                scheduler.spawn(() -> {
                    current.set(Coroutine.current());
                    Coroutine.yield();
                    afterYield.set(Coroutine.current());
                });
        self.join();
        assertThat(current.get()).isSameAs(self);
        assertThat(afterYield.get()).isSameAs(self);
    }

    @Test
    void outsideOfACoroutineThereIsNoCurrentOne() {
        assertThat(Coroutine.isCurrent()).isFalse();
        assertThatThrownBy(Coroutine::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Scheduler.call");
        boolean inside = scheduler.call(Coroutine::isCurrent);
        assertThat(inside).isTrue();
    }

    @Test
    void aVirtualThreadStartedInsideIsNoCoroutine() throws Exception {
        var inside = new AtomicReference<Boolean>();
        scheduler.run(
                () -> Thread.startVirtualThread(() -> inside.set(Coroutine.isCurrent())).join());
        assertThat(inside.get()).isFalse();
    }

    // ---- Names ---------------------------------------------------------------------------------

    @Test
    void theNameIsTheOneGiven() {
        assertThat(pending().name()).isEqualTo("pending");
        mayEnd.countDown();
    }

    @Test
    void withoutANameThereIsStillOneToTellItFromOthers() {
        Coroutine<Integer> one = scheduler.spawn(() -> 1);
        Coroutine<Integer> two = scheduler.spawn(() -> 2);
        assertThat(one.name()).isNotBlank().isNotEqualTo(two.name());
        assertThat(one.toString()).contains(one.name());
        one.join();
        two.join();
    }

    // ---- Results -------------------------------------------------------------------------------

    @Test
    void aNullResultIsAResult() throws Exception {
        Coroutine<String> nothing = scheduler.spawn(() -> (String) null);
        assertThat(nothing.join()).isNull();
        assertThat(nothing.get()).isNull();
        assertThat(nothing.resultNow()).isNull();
        assertThat(nothing.state()).isEqualTo(State.SUCCESS);
        assertThat(nothing.toCompletableFuture().join()).isNull();
        assertThatThrownBy(nothing::exceptionNow).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anyObjectIsAResultEvenOneThatLooksLikeAnOutcome() throws Exception {
        Coroutine<String> other = pending();
        Stream<Object> results =
                Stream.of(
                        new IllegalStateException("a result, not a failure"),
                        new Error("a result"),
                        new CompletableFuture<String>(),
                        other,
                        Optional.empty(),
                        new Object[] {null},
                        State.FAILED,
                        scheduler,
                        Thread.currentThread());
        results.forEach(result -> {
            Coroutine<Object> coroutine = scheduler.spawn(() -> result);
            assertThat(coroutine.join()).isSameAs(result);
            assertThat(coroutine.state()).isEqualTo(State.SUCCESS);
            assertThat(coroutine.resultNow()).isSameAs(result);
        });
        mayEnd.countDown();
    }

    @Test
    void aCoroutineMayReturnItself() {
        var self = new CompletableFuture<Coroutine<?>>();
        Coroutine<Coroutine<?>> own = scheduler.spawn(() -> self.join());
        self.complete(own);
        assertThat((Object) own.join()).isSameAs(own);
    }

    // ---- Failures ------------------------------------------------------------------------------

    @Test
    void whateverTheBodyThrowsIsTheFailure() {
        Stream.of(
                        new java.io.IOException("checked"),
                        new IllegalStateException("unchecked"),
                        new Error("error"),
                        new OutOfMemoryError("made up"),
                        new AssertionError("assertion"),
                        new StackOverflowError("made up"),
                        new LinkageError("linkage"),
                        new InterruptedException("not a cancellation"),
                        new CancellationException("not a cancellation either"),
                        new CompletionException(new Error("inner")),
                        new Throwable("neither"))
                .forEach(this::surfacesEverywhere);
    }

    private void surfacesEverywhere(Throwable reason) {
        Coroutine<String> failed = failed(reason);
        assertThat(failed.state()).as("%s", reason).isEqualTo(State.FAILED);
        assertThat(failed.isCancelled()).isFalse();
        assertThat(failed.exceptionNow()).isSameAs(reason);
        assertThatThrownBy(failed::join)
                .isExactlyInstanceOf(CompletionException.class)
                .satisfies(e -> assertThat(e.getCause()).isSameAs(reason));
        assertThatThrownBy(failed::get)
                .isExactlyInstanceOf(ExecutionException.class)
                .satisfies(e -> assertThat(e.getCause()).isSameAs(reason));
        assertThatThrownBy(() -> failed.join(Duration.ZERO))
                .isExactlyInstanceOf(CompletionException.class);
        assertThatThrownBy(() -> failed.get(0, TimeUnit.SECONDS))
                .isExactlyInstanceOf(ExecutionException.class);
        assertThatThrownBy(failed::resultNow)
                .isInstanceOf(IllegalStateException.class)
                .satisfies(e -> assertThat(e.getCause()).isSameAs(reason));
        assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
        assertThat(failed.toCompletableFuture().handle((result, e) -> e).join()).isSameAs(reason);
    }

    @Test
    void aRealStackOverflowFailsTheCoroutineAndTheCarrierLivesOn() {
        for (int i = 0; i < 3; i++) {
            Coroutine<Integer> deep = scheduler.spawn(() -> recurse(0));
            Await.ended(deep);
            assertThat(deep.exceptionNow()).isInstanceOf(StackOverflowError.class);
        }
        assertThat(scheduler.call(() -> "alive")).isEqualTo("alive");
    }

    private static int recurse(int depth) {
        return depth == Integer.MAX_VALUE ? depth : 1 + recurse(depth + 1);
    }

    @Test
    void aRealOutOfMemoryErrorFailsTheCoroutineAndTheCarrierLivesOn() {
        Coroutine<int[][]> greedy =
                scheduler.spawn(() -> {
                    int[][] all = new int[1 << 16][];
                    for (int i = 0; i < all.length; i++) {
                        all[i] = new int[Integer.MAX_VALUE - 2];
                    }
                    return all;
                });
        Await.ended(greedy);
        assertThat(greedy.exceptionNow()).isInstanceOf(OutOfMemoryError.class);
        assertThat(scheduler.call(() -> "alive")).isEqualTo("alive");
    }

    // ---- Joining oneself -----------------------------------------------------------------------

    @Test
    void joiningOneselfIsAnErrorThatNamesTheCoroutine() {
        refusesItself(Coroutine::join);
        refusesItself(self -> self.join(Duration.ofDays(1)));
        refusesItself(self -> {
            try {
                self.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        });
        refusesItself(self -> {
            try {
                self.get(1, TimeUnit.DAYS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            }
        });
    }

    private void refusesItself(Consumer<Coroutine<?>> wait) {
        Coroutine<Void> selfish =
                scheduler.spawn("selfish", () -> thenNull(() -> wait.accept(Coroutine.current())));
        Await.ended(selfish);
        assertThat(selfish.exceptionNow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("selfish");
    }

    private static Void thenNull(Runnable action) {
        action.run();
        return null;
    }

    // ---- As a CompletableFuture ----------------------------------------------------------------

    @Test
    void aCompletableFutureCompletesAsTheCoroutineDoes() {
        Coroutine<String> pending = pending();
        CompletableFuture<String> future = pending.toCompletableFuture();
        assertThat(future).isNotDone();
        CompletableFuture<Integer> length = future.thenApply(String::length);
        mayEnd.countDown();
        assertThat(length.join()).isEqualTo(4);
        assertThat(pending.toCompletableFuture()).isCompletedWithValue("done");
    }

    @Test
    void cancellingTheCompletableFutureDoesNotCancelTheCoroutine() {
        Coroutine<String> pending = pending();
        pending.toCompletableFuture().cancel(true);
        assertThat(pending.isDone()).isFalse();
        mayEnd.countDown();
        assertThat(pending.join()).isEqualTo("done");
    }

    @Test
    void theCompletableFutureOfACancelledOneIsCancelled() {
        Coroutine<String> pending = pending();
        CompletableFuture<String> future = pending.toCompletableFuture();
        pending.cancel();
        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
        assertThat(future).isCancelled();
        assertThat(pending.toCompletableFuture()).isCancelled();
    }

    @Test
    void aDependentThatThrowsHurtsNobody() {
        Coroutine<String> pending = pending();
        CompletableFuture<Void> dependent =
                pending.toCompletableFuture()
                        .thenAccept(result -> {
                            throw new IllegalStateException("in a dependent");
                        });
        CompletableFuture<String> other = pending.toCompletableFuture();
        mayEnd.countDown();
        assertThat(other.join()).isEqualTo("done");
        assertThat(pending.join()).isEqualTo("done");
        assertThatThrownBy(dependent::join).hasRootCauseMessage("in a dependent");
    }
}
