package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** What one coroutine does, or has done to it, is not seen by the next one on the same host. */
class HostReuseTest extends SchedulerFixture {
    private static final int ROUNDS = 10_000;

    private final AtomicInteger leaks = new AtomicInteger();

    private void lookForLeaks() {
        if (Thread.currentThread().isInterrupted()) {
            leaks.incrementAndGet();
        }
        try {
            Coroutine.checkpoint();
        } catch (CancellationException e) {
            leaks.incrementAndGet();
        }
    }

    @Test
    void aCancellationNeverReachesTheNextCoroutine() throws Exception {
        scheduler.run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                Coroutine<Void> victim = scheduler.spawn(this::lookForLeaksAndPark);
                Coroutine.yield();
                victim.cancel();
                scheduler.spawn(this::lookForLeaks).join();
                Await.ended(victim);
                lookForLeaks();
            }
        });
        assertThat(leaks).hasValue(0);
        assertThat(scheduler.metrics().hosts()).isLessThan(ROUNDS / 10);
    }

    private void lookForLeaksAndPark() throws InterruptedException {
        lookForLeaksUnlessCancelled();
        Coroutine.sleep(Duration.ofDays(1));
    }

    private void lookForLeaksUnlessCancelled() {
        if (Thread.currentThread().isInterrupted()) {
            Coroutine.checkpoint(); // its own: ends it
            leaks.incrementAndGet();
        }
    }

    @Test
    void aCancellationAtTheVeryEndNeverReachesTheNextCoroutine() {
        for (int i = 0; i < ROUNDS; i++) {
            Coroutine<Void> victim = scheduler.spawn(() -> {});
            Coroutine<Void> next = scheduler.spawn(this::lookForLeaks);
            victim.cancel();
            next.join();
        }
        assertThat(leaks).hasValue(0);
    }

    @Test
    void cancellingAChildThatRunsInsideNeverReachesItsOwner() throws Exception {
        scheduler.run(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                try (Scope scope = Scope.open()) {
                    Coroutine<Void> child = scope.fork(() -> null);
                    Coroutine<Boolean> canceller = scheduler.spawn(() -> child.cancel());
                    if (i % 2 == 0) {
                        Coroutine.yield();
                    }
                    joinWhetherCancelledOrNot(child);
                    lookForLeaks();
                    canceller.join();
                }
                lookForLeaks();
            }
        });
        assertThat(leaks).hasValue(0);
    }

    @Test
    void aChildThatCancelsItselfInsideDoesNotLeaveAnInterruptToItsOwner() throws Exception {
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                Coroutine<Boolean> child = scope.fork(() -> Coroutine.current().cancel());
                assertThat(child.join()).isTrue();
                lookForLeaks();
            }
        });
        assertThat(leaks).hasValue(0);
    }

    private static void joinWhetherCancelledOrNot(Coroutine<Void> child) {
        try {
            child.join();
        } catch (CancellationException e) {
            assertThat(child.isCancelled()).isTrue();
        }
    }

    @Test
    void anInterruptThatABodyLeavesBehindIsGone() throws Exception {
        scheduler.run(() -> {
            for (int i = 0; i < 1_000; i++) {
                scheduler.spawn(() -> Thread.currentThread().interrupt()).join();
                scheduler.spawn(this::lookForLeaks).join();
            }
        });
        assertThat(leaks).hasValue(0);
    }

    @Test
    void anInterruptThatAChildLeavesBehindInsideItsOwnerIsSeenByTheOwnerAtMost() throws Exception {
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                scope.fork(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    return null;
                                })
                        .join();
            }
            Thread.interrupted();
            scheduler.spawn(this::lookForLeaks).join();
        });
        assertThat(leaks).hasValue(0);
    }

    @Test
    void aThreadLocalIsNeverSeenByAnotherCoroutine() throws Exception {
        var local = new ThreadLocal<String>();
        var inherited = new InheritableThreadLocal<String>();
        scheduler.run(() -> {
            for (int i = 0; i < 2_000; i++) {
                int n = i;
                scheduler
                        .spawn(() -> {
                            if (local.get() != null || inherited.get() != null) {
                                leaks.incrementAndGet();
                            }
                            local.set("set by " + n);
                            inherited.set("set by " + n);
                            Coroutine.yield();
                            assertThat(local.get()).isEqualTo("set by " + n);
                        })
                        .join();
            }
        });
        assertThat(leaks).hasValue(0);
    }

    @Test
    void aThreadLocalIsNotSeenByAChildThatRunsOnItsOwnersStack() throws Exception {
        var local = new ThreadLocal<String>();
        var seen = new AtomicReference<String>();
        scheduler.run(() -> {
            local.set("the owner's");
            try (Scope scope = Scope.open()) {
                scope.fork(
                                () -> {
                                    seen.set(local.get());
                                    local.set("the child's");
                                    return null;
                                })
                        .join();
            }
            assertThat(local.get()).isEqualTo("the owner's");
        });
        assertThat(seen.get()).isNull();
    }

    @Test
    void nameClassLoaderAndHandlerOfTheThreadAreAsNew() throws Exception {
        ClassLoader loader = new ClassLoader(null) {};
        var names = new java.util.HashSet<String>();
        scheduler.run(() -> {
            for (int i = 0; i < 100; i++) {
                scheduler
                        .spawn(() -> {
                            Thread me = Thread.currentThread();
                            names.add(me.getName());
                            if (me.getContextClassLoader() == loader) {
                                leaks.incrementAndGet();
                            }
                            me.setName("renamed");
                            me.setContextClassLoader(loader);
                            me.setUncaughtExceptionHandler((t, e) -> {});
                        })
                        .join();
            }
        });
        assertThat(names).doesNotContain("renamed");
        assertThat(leaks).hasValue(0);
    }

    @Test
    void aScopedValueBoundByTheSpawnerIsNotSeenByASpawnedOne() throws Exception {
        ScopedValue<String> value = ScopedValue.newInstance();
        scheduler.run(() ->
                ScopedValue.where(value, "the spawner's")
                        .call(() ->
                                scheduler
                                        .spawn(() -> {
                                            if (value.isBound()) {
                                                leaks.incrementAndGet();
                                            }
                                        })
                                        .join()));
        assertThat(leaks).hasValue(0);
    }

    @Test
    void aStrayInterruptOfARestingHostIsNotSeenByItsNextCoroutine() throws Exception {
        var host = new AtomicReference<Thread>();
        for (int i = 0; i < 500; i++) {
            scheduler.spawn(() -> host.set(Thread.currentThread())).join();
            scheduler.spawn(() -> {}).join();
            host.get().interrupt();
            LockSupport.unpark(host.get());
            scheduler.spawn(() -> {}).join();
        }
        var sum = new AtomicLong();
        for (int i = 0; i < 500; i++) {
            int n = i;
            scheduler.spawn(() -> sum.addAndGet(n)).join();
        }
        assertThat(sum).hasValue(499 * 500 / 2);
    }

    /** It may have waited deep in its calls, and the JVM would keep the room that this took. */
    @Test
    void aHostThatHasWaitedForAStolenHalfEnds() {
        for (int i = 0; i < 50; i++) {
            scheduler.spawn(HostReuseTest::waitForAStolenHalf).join();
        }
        assertThat(scheduler.metrics().hosts()).isGreaterThanOrEqualTo(50);
    }

    private static void waitForAStolenHalf() {
        Thread parent = Thread.currentThread();
        var begun = new AtomicBoolean();
        Parallel.run(
                () -> Await.until(begun::get),
                () -> {
                    begun.set(true);
                    Await.suspended(parent);
                });
    }
}
