package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.Joiner;
import dev.raddle.JoinerScope;
import dev.raddle.Parallel;
import dev.raddle.Pinning;
import dev.raddle.Scheduler;
import dev.raddle.Scope;
import dev.raddle.testing.Await;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders of events between a scope, its children and who cancels them, each forced by the test. */
@BoundedTime
class ScopeRacesTest {
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch marked = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private volatile CoroutineImpl<?> me;
    private volatile Coroutine<?> child;
    private Scheduler scheduler;

    private void open(int carriers) {
        scheduler = Scheduler.builder().carriers(carriers).pinning(Pinning.none()).open();
    }

    @AfterEach
    void close() {
        assertThat(scheduler.close(Duration.ofSeconds(20))).isTrue(); // else somebody waits in vain
    }

    /** Without suspending: the carrier runs nobody else. */
    private static void spinUntilZero(CountDownLatch latch) {
        while (latch.getCount() != 0) {
            Thread.onSpinWait();
        }
    }

    // ---- The owner's mark is there, its scopes' are not yet ------------------------------------

    private interface Joining {
        void join(Scope scope) throws Exception;
    }

    private Coroutine<?> spawnOwner(Joining joining) {
        return scheduler.spawn(() -> {
            me = Carrier.currentCoroutine();
            try (Scope scope = Scope.open()) {
                child = scope.fork(begun::incrementAndGet);
                ready.countDown();
                spinUntilZero(marked);
                joining.join(scope);
            }
        });
    }

    /** A canceller that is held up between the two, until the child has ended. */
    private void cancelInTwoSteps(Coroutine<?> owner) throws InterruptedException {
        ready.await();
        var canceller = new Canceller();
        assertThat(me.requestCancel(true)).isEqualTo(CancelState.Verdict.INTERRUPT);
        marked.countDown();
        Await.ended(child);
        canceller.cancelOpened(me);
        Await.ended(owner);
        assertThat(child.isCancelled()).isTrue();
        assertThat(begun).hasValue(0);
    }

    @Test
    void aChildThatItsOwnerStartsThenIsRefused() throws Exception {
        open(1);
        cancelInTwoSteps(spawnOwner(Scope::join));
    }

    @Test
    void aChildThatACarrierStartsThenIsRefused() throws Exception {
        open(1);
        cancelInTwoSteps(spawnOwner(scope -> Await.ended(child))); // it yields, and does not join
    }

    /** It has read the owner's scopes before the newest was seen, so it never comes to that. */
    @Test
    void aScopeThatItsOwnersCancellerMissesIsCancelledAllTheSame() throws Exception {
        open(1);
        Coroutine<?> owner =
                spawnOwner(scope -> {
                    assertThat(scope.isCancelled()).isTrue();
                    Coroutine.uncancellable(() -> {
                        assertThat(scope.isCancelled()).isTrue();
                        assertThat(scope.fork(begun::incrementAndGet).isCancelled()).isTrue();
                        return null;
                    });
                });
        ready.await();
        assertThat(me.requestCancel(true)).isEqualTo(CancelState.Verdict.INTERRUPT);
        me.deliver();
        marked.countDown();
        Await.ended(owner);
        assertThat(owner.state()).isEqualTo(Coroutine.State.SUCCESS);
        assertThat(child.isCancelled()).isTrue();
        assertThat(begun).hasValue(0);
    }

    // ---- An owner that forks while it waits ----------------------------------------------------

    private final CountDownLatch stubbornRuns = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final CountDownLatch replaced = new CountDownLatch(1);
    private volatile JoinerScope<Object, Void> joined;

    /** Forks once, for the first child that was cancelled: on the stack of whoever cancels. */
    private final class Replacing implements Joiner<Object, Void> {
        @Override
        public boolean onComplete(Coroutine<?> ended) {
            if (ended.isCancelled() && replaced.getCount() != 0) {
                joined.fork(() -> 3);
                replaced.countDown();
            }
            return false;
        }

        @Override
        public Void result() {
            return null;
        }
    }

    /** Is cancelled, and takes its time. */
    private Object stubborn() {
        stubbornRuns.countDown();
        for (; ; ) {
            try {
                mayEnd.await();
                return 2;
            } catch (InterruptedException e) {
                // not yet
            }
        }
    }

    /** Its children: one that runs elsewhere, and one that has not begun when it is cancelled. */
    private void forkTwo(JoinerScope<Object, Void> scope) {
        joined = scope;
        scope.fork(this::stubborn);
        while (stubbornRuns.getCount() != 0) {
            Thread.yield();
        }
        scope.fork(() -> 1);
    }

    @Test
    void anOwnerThatForksWhileItWaitsIsWoken() throws Exception {
        open(1);
        Coroutine<?> owner =
                scheduler.spawn(() -> {
                    me = Carrier.currentCoroutine();
                    try (JoinerScope<Object, Void> scope = Scope.open(new Replacing())) {
                        forkTwo(scope);
                        ready.countDown();
                        spinUntilZero(marked);
                        scope.join();
                    }
                });
        ready.await();
        var canceller = new Canceller();
        assertThat(me.requestCancel(true)).isEqualTo(CancelState.Verdict.INTERRUPT);
        marked.countDown();
        replaced.await(); // by the owner, which waits and finds that it is cancelled
        canceller.cancelOpened(me);
        Await.suspended(me.host().thread());
        mayEnd.countDown();
        Await.ended(owner);
    }

    /** The same without a canceller: a sibling's failure. */
    @Test
    void anOwnerThatForksWhileItWaitsBelowAFailedSiblingIsWoken() throws Exception {
        open(2);
        var rightRuns = new CountDownLatch(1);
        var rightMayFail = new CountDownLatch(1);
        var hogMayEnd = new CountDownLatch(1);
        Coroutine<?> owner =
                scheduler.spawn(() ->
                        Parallel.run(
                                () -> {
                                    Await.until(() -> rightRuns.getCount() == 0);
                                    try (JoinerScope<Object, Void> scope =
                                            Scope.open(new Replacing())) {
                                        forkTwo(scope);
                                        rightMayFail.countDown();
                                        while (!Thread.currentThread().isInterrupted()) {
                                            Thread.onSpinWait();
                                        }
                                        scope.join();
                                    }
                                },
                                () -> {
                                    scheduler.spawn(
                                            () -> spinUntilZero(hogMayEnd)); // steals nothing next
                                    rightRuns.countDown();
                                    spinUntilZero(rightMayFail);
                                    throw new IllegalStateException("right");
                                }));
        replaced.await();
        Await.suspended(((CoroutineImpl<?>) owner).host().thread());
        mayEnd.countDown();
        try {
            Await.ended(owner);
        } finally {
            hogMayEnd.countDown();
        }
    }

    // ---- What is left behind -------------------------------------------------------------------

    @Test
    void childrenThatWereCancelledDoNotPileUp() {
        open(1);
        int left =
                scheduler.call(() -> {
                    try (Scope scope = Scope.open()) {
                        for (int i = 0; i < 1_000; i++) {
                            scope.fork(() -> 1).cancel();
                            scope.fork(() -> 2).join();
                        }
                        return Carrier.current().forks().size();
                    }
                });
        assertThat(left).isZero();
    }

    @Test
    void aHandleOfAChildDoesNotHoldItsOwnersStack() {
        open(1);
        Coroutine<?> kept =
                scheduler.call(() -> {
                    try (Scope scope = Scope.open()) {
                        Coroutine<?> forked = scope.fork(() -> 1);
                        assertThat(((ScopeImpl<?, ?>) scope).holdsHost()).isTrue();
                        return forked;
                    }
                });
        assertThat(((ScopeImpl<?, ?>) ((CoroutineImpl<?>) kept).group()).holdsHost()).isFalse();
    }

    // ---- A fork that goes on elsewhere ---------------------------------------------------------

    private final CountDownLatch hogStays = new CountDownLatch(1);
    private final CountDownLatch hogMayEnd = new CountDownLatch(1);
    private volatile Carrier first;
    private volatile Carrier second;

    /** Suspends, and goes on on another carrier. */
    private final class Moving implements Joiner<Object, Void> {
        @Override
        public boolean onComplete(Coroutine<?> ended) {
            try {
                hogStays.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            second = Carrier.current();
            return false;
        }

        @Override
        public Void result() {
            return null;
        }
    }

    /** Of two of them the one on the first carrier keeps it, and the other leaves its own. */
    private void hog() {
        if (Carrier.current() == first) {
            hogStays.countDown();
            spinUntilZero(hogMayEnd);
        } else {
            spinUntilZero(hogStays);
        }
    }

    @Test
    void aForkThatGoesOnElsewhereLeavesTheFormerCarrierAlone() {
        open(2);
        int left =
                scheduler.call(() -> {
                    try (JoinerScope<Object, Void> scope = Scope.open(new Moving())) {
                        scope.cancel(); // so the fork runs the joiner
                        first = Carrier.current();
                        scheduler.spawn(this::hog);
                        scheduler.spawn(this::hog);
                        scope.fork(() -> 1);
                        assertThat(Carrier.current()).isSameAs(second).isNotSameAs(first);
                        return first.forks().size(); // the hog forks nothing
                    } finally {
                        hogMayEnd.countDown();
                    }
                });
        assertThat(left).isZero();
    }
}
