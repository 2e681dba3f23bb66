package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

/** Scopes whose owner is no coroutine, or one of another scheduler. */
class ScopeElsewhereTest extends SchedulerFixture {

    private static <T> T waitForEver() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new AssertionError("never");
    }

    private static Void failHere() throws IOException {
        throw new IOException("the first failure");
    }

    @Test
    void aPlatformThreadOpensAScopeOnANamedScheduler() {
        var options = ScopeOptions.defaults().withScheduler(scheduler);
        try (Scope scope = Scope.open(options)) {
            Coroutine<Scheduler> child = scope.fork(Scheduler::current);
            assertThat(child.join()).isSameAs(scheduler);
            scope.fork(ScopeElsewhereTest::failHere);
            assertThatThrownBy(scope::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("the first failure");
        }
    }

    @Test
    void aCoroutineOpensAScopeOnAnotherScheduler() {
        try (Scheduler other = Scheduler.builder().carriers(2).pinning(Pinning.none()).open()) {
            other.call(() -> {
                var options = ScopeOptions.defaults().withScheduler(scheduler);
                try (Scope scope = Scope.open(options)) {
                    Coroutine<Scheduler> child = scope.fork(Scheduler::current);
                    assertThat(child.join()).isSameAs(scheduler);
                    Coroutine<Coroutine<Scheduler>> inner =
                            scope.fork(() -> scope.fork(Scheduler::current));
                    assertThat(inner.join().join()).isSameAs(scheduler);
                    for (int i = 0; i < 100; i++) {
                        scope.fork(() -> 1);
                    }
                    scope.join();
                }
                return null;
            });
        }
    }

    @Test
    void cancellingAnOwnerReachesItsChildrenOnAnotherScheduler() throws Exception {
        try (Scheduler other = Scheduler.builder().carriers(2).pinning(Pinning.none()).open()) {
            var started = new CountDownLatch(1);
            var options = ScopeOptions.defaults().withScheduler(scheduler);
            Coroutine<Void> owner =
                    other.spawn(() -> {
                        try (Scope scope = Scope.open(options)) {
                            scope.fork(() -> {
                                started.countDown();
                                return waitForEver();
                            });
                        }
                    });
            started.await();
            owner.cancel();
            Await.ended(owner);
        }
    }

    @Test
    void aScopeOnAClosedSchedulerRefusesForksAndCloses() {
        scheduler.close();
        try (Scope scope = Scope.open(ScopeOptions.defaults().withScheduler(scheduler))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> scope.fork(() -> 1))
                        .isInstanceOf(RejectedExecutionException.class);
            }
        }
    }
}
