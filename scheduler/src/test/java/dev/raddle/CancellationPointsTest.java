package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** A cancellation reaches a coroutine wherever it is suspended. */
class CancellationPointsTest extends SchedulerFixture {

    /** Cancels a body once it is suspended, and gives what came out of it. */
    private Throwable cancelWhileSuspended(Action body) {
        var thread = new AtomicReference<Thread>();
        var thrown = new AtomicReference<Throwable>();
        Coroutine<Void> victim =
                scheduler.spawn(
                        "victim",
                        () -> {
                            thread.set(Thread.currentThread());
                            try {
                                body.run();
                            } catch (Throwable e) {
                                thrown.set(e);
                                throw e;
                            }
                            return null;
                        });
        Await.until(() -> thread.get() != null);
        Await.suspended(thread.get());
        victim.cancel();
        Await.ended(victim);
        return thrown.get();
    }

    @Test
    void inPark() {
        assertThat(
                        cancelWhileSuspended(() -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                LockSupport.park();
                            }
                            Coroutine.checkpoint();
                        }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void inSleep() {
        assertThat(cancelWhileSuspended(() -> Coroutine.sleep(Duration.ofDays(1))))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void inThreadSleep() {
        assertThat(cancelWhileSuspended(() -> Thread.sleep(Duration.ofDays(1))))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void inJoinAndItsVariants() {
        var mayEnd = new CountDownLatch(1);
        Coroutine<Void> endless = scheduler.spawn(() -> mayEnd.await());
        assertThat(cancelWhileSuspended(endless::join)).isInstanceOf(CancellationException.class);
        assertThat(cancelWhileSuspended(() -> endless.join(Duration.ofDays(1))))
                .isInstanceOf(CancellationException.class);
        assertThat(cancelWhileSuspended(endless::get)).isInstanceOf(CancellationException.class);
        mayEnd.countDown();
    }

    @Test
    void inALock() {
        var lock = new ReentrantLock();
        lock.lock();
        assertThat(cancelWhileSuspended(lock::lockInterruptibly))
                .isInstanceOf(InterruptedException.class);
        assertThat(lock.hasQueuedThreads()).isFalse();
        lock.unlock();
    }

    @Test
    void inACondition() {
        var lock = new ReentrantLock();
        assertThat(
                        cancelWhileSuspended(() -> {
                            lock.lock();
                            try {
                                lock.newCondition().await();
                            } finally {
                                lock.unlock();
                            }
                        }))
                .isInstanceOf(InterruptedException.class);
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void inABlockingQueue() {
        assertThat(cancelWhileSuspended(() -> new ArrayBlockingQueue<>(1).take()))
                .isInstanceOf(InterruptedException.class);
        var rendezvous = new SynchronousQueue<Integer>();
        assertThat(cancelWhileSuspended(() -> rendezvous.put(1)))
                .isInstanceOf(InterruptedException.class);
        assertThat(rendezvous.poll()).as("a cancelled giver gives nothing").isNull();
    }

    @Test
    void inASemaphoreWithoutLosingAPermit() {
        var semaphore = new Semaphore(0);
        assertThat(cancelWhileSuspended(semaphore::acquire))
                .isInstanceOf(InterruptedException.class);
        semaphore.release();
        assertThat(semaphore.tryAcquire()).isTrue();
    }

    @Test
    void inACompletableFuture() {
        assertThat(cancelWhileSuspended(() -> new CompletableFuture<>().get()))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void inObjectWait() {
        var monitor = new Object();
        assertThat(
                        cancelWhileSuspended(() -> {
                            synchronized (monitor) {
                                monitor.wait();
                            }
                        }))
                .isInstanceOf(InterruptedException.class);
        assertThat(
                        cancelWhileSuspended(() -> {
                            synchronized (monitor) {
                                monitor.wait(Duration.ofDays(1).toMillis());
                            }
                        }))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void inTheReadOfASocket() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            assertThat(cancelWhileSuspended(() -> accepted.getInputStream().read()))
                    .isInstanceOf(java.net.SocketException.class);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void inTheReadOfAChannel() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var channel =
                        SocketChannel.open(
                                new InetSocketAddress(
                                        server.getInetAddress(), server.getLocalPort()));
                Socket accepted = server.accept()) {
            assertThat(cancelWhileSuspended(() -> channel.read(java.nio.ByteBuffer.allocate(1))))
                    .isInstanceOf(ClosedByInterruptException.class);
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void inAccept() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(cancelWhileSuspended(server::accept))
                    .isInstanceOf(java.net.SocketException.class);
        }
    }

    @Test
    void inTheJoinOfAScope() {
        assertThat(
                        cancelWhileSuspended(() -> {
                            try (Scope scope = Scope.open()) {
                                scope.fork(() -> {
                                    new CountDownLatch(1).await();
                                    return null;
                                });
                                scope.join();
                            }
                        }))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void inAForkThatWaitsForASlot() {
        assertThat(
                        cancelWhileSuspended(() -> {
                            try (Scope scope =
                                    Scope.open(ScopeOptions.defaults().withConcurrency(1))) {
                                scope.fork(() -> {
                                    new CountDownLatch(1).await();
                                    return null;
                                });
                                scope.fork(() -> 2);
                                Coroutine.checkpoint();
                            }
                        }))
                .isInstanceOf(CancellationException.class);
    }

    // ---- Uncancellable sections ----------------------------------------------------------------

    @Test
    void anUncancellableSectionIsNotInterruptedAndTheCancellationComesAfterIt() throws Exception {
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var survived = new AtomicReference<String>("");
        Coroutine<Void> victim =
                scheduler.spawn(() -> {
                    Coroutine.uncancellable(() -> {
                        Coroutine.uncancellable(() -> {
                            inside.countDown();
                            goOn.await();
                            return null;
                        });
                        survived.set("inner");
                        Coroutine.yield();
                        Coroutine.sleep(Duration.ofNanos(1));
                        Thread.sleep(Duration.ofNanos(1));
                        scheduler.spawn(() -> 1).join();
                        survived.set("outer");
                        return null;
                    });
                    survived.set("after");
                    Coroutine.checkpoint();
                    survived.set("too far");
                });
        inside.await();
        victim.cancel();
        goOn.countDown();
        Await.ended(victim);
        assertThat(survived.get()).isEqualTo("after");
        assertThat(victim.isCancelled()).isTrue();
    }

    @Test
    void aCleanUpMaySuspendInAnUncancellableSection() throws Exception {
        var started = new CountDownLatch(1);
        var cleanedUp = new AtomicReference<String>("");
        Coroutine<Void> victim =
                scheduler.spawn(() -> {
                    try {
                        started.countDown();
                        new CountDownLatch(1).await();
                    } finally {
                        Coroutine.uncancellable(() -> {
                            Thread.sleep(Duration.ofNanos(1));
                            try (Scope scope = Scope.open()) {
                                cleanedUp.set(scope.fork(() -> "yes").join());
                            }
                            return null;
                        });
                    }
                });
        started.await();
        victim.cancel();
        Await.ended(victim);
        assertThat(cleanedUp.get()).isEqualTo("yes");
        assertThat(victim.isCancelled()).isTrue();
    }

    @Test
    void aBlockingCallAfterAnUncancellableSectionIsInterrupted() throws Exception {
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Coroutine<Void> victim =
                scheduler.spawn(() -> {
                    Coroutine.uncancellable(() -> {
                        inside.countDown();
                        goOn.await();
                        return null;
                    });
                    new CountDownLatch(1).await();
                });
        inside.await();
        victim.cancel();
        goOn.countDown();
        Await.ended(victim);
        assertThat(victim.isCancelled()).isTrue();
    }

    @Test
    void joiningWhatHasEndedIsOneToo() throws Exception {
        var cancelled = new AtomicBoolean();
        Coroutine<String> ended = scheduler.spawn(() -> "result");
        Await.ended(ended);
        var running = new CountDownLatch(1);
        Coroutine<String> victim =
                scheduler.spawn(() -> {
                    running.countDown();
                    while (!cancelled.get()) {
                        Thread.onSpinWait();
                    }
                    return ended.join();
                });
        running.await();
        victim.cancel();
        cancelled.set(true);
        Await.ended(victim);
        assertThat(victim.isCancelled()).isTrue();
    }

    @Test
    void anUncancellableSectionOfAChildIsNotInterruptedByItsOwnersCancellation() throws Exception {
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var outcome = new AtomicReference<String>("");
        Coroutine<Void> owner =
                scheduler.spawn(() -> {
                    try (Scope scope = Scope.open()) {
                        scope.fork(() -> outcomeOf(inside, goOn, outcome)).join();
                    }
                });
        inside.await();
        owner.cancel();
        goOn.countDown();
        Await.ended(owner);
        assertThat(outcome.get()).isEqualTo("not interrupted");
        assertThat(owner.isCancelled()).isTrue();
    }

    private static Void outcomeOf(
            CountDownLatch inside, CountDownLatch goOn, AtomicReference<String> outcome) {
        return Coroutine.uncancellable(() -> {
            inside.countDown();
            try {
                goOn.await();
                outcome.set("not interrupted");
            } catch (InterruptedException e) {
                outcome.set("interrupted");
            }
            return null;
        });
    }

    @Test
    void anUncancellableSectionGivesItsResultOrThrowsItsOwnException() {
        String result = scheduler.call(() -> Coroutine.uncancellable(() -> "result"));
        assertThat(result).isEqualTo("result");
        var thrown = new java.io.IOException("from the section");
        Coroutine<Object> failing =
                scheduler.spawn(() ->
                        Coroutine.uncancellable(() -> {
                            throw thrown;
                        }));
        Await.ended(failing);
        assertThat(failing.exceptionNow()).isSameAs(thrown);
    }
}
