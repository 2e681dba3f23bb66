package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The JDK's blocking calls suspend a coroutine and stop nobody else. */
class SuspensionTest extends SchedulerFixture {
    private static final int MANY = 200;

    /** Runs the same body in many coroutines and waits for them all. */
    private void runMany(Action body) throws Exception {
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                for (int i = 0; i < MANY; i++) {
                    scope.fork(() -> {
                        body.run();
                        return null;
                    });
                }
            }
        });
    }

    // ---- Locks ---------------------------------------------------------------------------------

    @Test
    void aLockExcludesOthersEvenIfItsHolderSuspends() throws Exception {
        var lock = new ReentrantLock();
        int[] plain = {0};
        runMany(() -> {
            for (int i = 0; i < 10; i++) {
                lock.lock();
                try {
                    int seen = plain[0];
                    Coroutine.yield();
                    plain[0] = seen + 1;
                } finally {
                    lock.unlock();
                }
            }
        });
        assertThat(plain[0]).isEqualTo(MANY * 10);
    }

    @Test
    void aMonitorExcludesOthersEvenIfItsHolderSuspends() throws Exception {
        var monitor = new Object();
        int[] plain = {0};
        runMany(() -> {
            for (int i = 0; i < 10; i++) {
                synchronized (monitor) {
                    int seen = plain[0];
                    Coroutine.yield();
                    plain[0] = seen + 1;
                }
            }
        });
        assertThat(plain[0]).isEqualTo(MANY * 10);
    }

    @Test
    void aReadWriteLockAndASemaphoreWork() throws Exception {
        var lock = new ReentrantReadWriteLock();
        var permits = new Semaphore(3);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        runMany(() -> {
            lock.readLock().lock();
            Coroutine.yield();
            lock.readLock().unlock();
            permits.acquire();
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Coroutine.yield();
            inside.decrementAndGet();
            permits.release();
            lock.writeLock().lock();
            Coroutine.yield();
            lock.writeLock().unlock();
        });
        assertThat(most.get()).isBetween(1, 3);
        assertThat(permits.availablePermits()).isEqualTo(3);
    }

    @Test
    void waitAndNotifyHandOverAToken() throws Exception {
        var monitor = new Object();
        int[] turn = {0};
        var coroutines = new ArrayList<Coroutine<Void>>();
        int players = 5;
        for (int p = 0; p < players; p++) {
            int me = p;
            coroutines.add(
                    scheduler.spawn(() -> {
                        for (int round = 0; round < 50; round++) {
                            synchronized (monitor) {
                                while (turn[0] != me) {
                                    monitor.wait();
                                }
                                turn[0] = (me + 1) % players;
                                monitor.notifyAll();
                            }
                        }
                    }));
        }
        coroutines.forEach(Coroutine::join);
        assertThat(turn[0]).isZero();
    }

    @Test
    void aTimedObjectWaitEnds() throws Exception {
        var monitor = new Object();
        runMany(() -> {
            synchronized (monitor) {
                monitor.wait(1);
            }
        });
    }

    // ---- Hand-over -----------------------------------------------------------------------------

    @Test
    void aBoundedQueueHandsOverEverythingOnceAndInOrder() throws Exception {
        var queue = new ArrayBlockingQueue<Integer>(2);
        int items = 5_000;
        Coroutine<Void> giver =
                scheduler.spawn(() -> {
                    for (int i = 0; i < items; i++) {
                        queue.put(i);
                    }
                });
        Coroutine<Void> taker =
                scheduler.spawn(() -> {
                    for (int i = 0; i < items; i++) {
                        assertThat(queue.take()).isEqualTo(i);
                    }
                });
        taker.join();
        giver.join();
    }

    @Test
    void aRendezvousWithPlatformAndVirtualThreadsWorks() throws Exception {
        var queue = new SynchronousQueue<Integer>();
        Coroutine<Long> sum =
                scheduler.spawn(() -> {
                    long total = 0;
                    for (int i = 0; i < 400; i++) {
                        total += queue.take();
                    }
                    return total;
                });
        Runnable giver =
                () -> {
                    for (int i = 0; i < 200; i++) {
                        try {
                            queue.put(i);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                };
        Thread platform = Thread.ofPlatform().start(giver);
        Thread virtual = Thread.ofVirtual().start(giver);
        assertThat(sum.join()).isEqualTo(2 * 199 * 200 / 2);
        platform.join();
        virtual.join();
    }

    @Test
    void latchesBarriersPhasersExchangersAndFuturesWork() throws Exception {
        int parties = 20;
        var latch = new CountDownLatch(parties);
        var barrier = new CyclicBarrier(parties);
        var phaser = new Phaser(parties);
        var future = new CompletableFuture<Integer>();
        var exchanger = new Exchanger<Integer>();
        var exchanged = ConcurrentHashMap.<Integer>newKeySet();
        var coroutines = new ArrayList<Coroutine<Integer>>();
        for (int i = 0; i < parties; i++) {
            int n = i;
            coroutines.add(
                    scheduler.spawn(() -> {
                        latch.countDown();
                        latch.await();
                        barrier.await();
                        phaser.arriveAndAwaitAdvance();
                        exchanged.add(exchanger.exchange(n));
                        return future.get();
                    }));
        }
        Coroutine<Boolean> completer = scheduler.spawn(() -> future.complete(42));
        for (Coroutine<Integer> coroutine : coroutines) {
            assertThat(coroutine.join()).isEqualTo(42);
        }
        assertThat(exchanged).hasSize(parties);
        assertThat(completer.join()).isTrue();
    }

    @Test
    void anEchoOverLoopbackSocketsWorksForManyConnections() throws Exception {
        int connections = 30;
        try (var server = new ServerSocket(0, connections, InetAddress.getLoopbackAddress())) {
            Coroutine<Void> serving = scheduler.spawn(() -> serve(server, connections));
            var clients = new ArrayList<Coroutine<Integer>>();
            for (int i = 0; i < connections; i++) {
                int n = i;
                clients.add(scheduler.spawn(() -> askThreeTimes(server.getLocalPort(), n)));
            }
            for (int i = 0; i < connections; i++) {
                assertThat(clients.get(i).join()).isEqualTo(3 * i);
            }
            serving.join();
        }
    }

    private static void serve(ServerSocket server, int connections) throws Exception {
        try (Scope scope = Scope.open()) {
            for (int i = 0; i < connections; i++) {
                Socket accepted = server.accept();
                scope.fork(() -> {
                    try (accepted) {
                        var in = new DataInputStream(accepted.getInputStream());
                        var out = new DataOutputStream(accepted.getOutputStream());
                        for (int round = 0; round < 3; round++) {
                            out.writeInt(in.readInt());
                        }
                    }
                    return null;
                });
            }
        }
    }

    private static int askThreeTimes(int port, int n) throws Exception {
        int sum = 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            for (int round = 0; round < 3; round++) {
                out.writeInt(n);
                Coroutine.yield();
                sum += in.readInt();
            }
        }
        return sum;
    }

    @Test
    void whileOneIsSuspendedOthersRunOnItsCarrier() throws Exception {
        var never = new CountDownLatch(1);
        var blocked = new ArrayList<Coroutine<Void>>();
        for (int i = 0; i < 1_000; i++) {
            blocked.add(scheduler.spawn(() -> never.await()));
        }
        assertThat(scheduler.call(() -> "runs")).isEqualTo("runs");
        assertThat(blocked).noneMatch(Coroutine::isDone);
        never.countDown();
        blocked.forEach(Coroutine::join);
    }

    // ---- Identity and memory -------------------------------------------------------------------

    @Test
    void aCoroutineIsTheSameThreadBeforeAndAfterASuspension() throws Exception {
        runMany(() -> {
            Thread before = Thread.currentThread();
            Coroutine<?> self = Coroutine.current();
            for (int i = 0; i < 20; i++) {
                Coroutine.yield();
                assertThat(Thread.currentThread()).isSameAs(before);
                assertThat((Object) Coroutine.current()).isSameAs(self);
            }
        });
    }

    /** Plain fields that only their coroutine touches, wherever it goes on. */
    private static final class Plain {
        private int count;
        private List<Integer> list = new ArrayList<>();
        private Plain next;
    }

    @Test
    void plainFieldsAreSeenAcrossSuspensionsAndMigrations() throws Exception {
        runMany(() -> {
            var plain = new Plain();
            for (int i = 0; i < 200; i++) {
                plain.count++;
                plain.list.add(i);
                plain.next = new Plain();
                plain.next.count = i;
                if (i % 50 == 7) {
                    Coroutine.sleep(Duration.ofNanos(1_000));
                } else {
                    Coroutine.yield();
                }
                assertThat(plain.count).isEqualTo(i + 1);
                assertThat(plain.list).hasSize(i + 1);
                assertThat(plain.next.count).isEqualTo(i);
            }
        });
    }

    @Test
    void whatAChildDidIsSeenByWhoJoinsIt() throws Exception {
        scheduler.run(() -> {
            for (int round = 0; round < 2_000; round++) {
                var plain = new Plain();
                int n = round;
                try (Scope scope = Scope.open()) {
                    Coroutine<Object> child =
                            scope.fork(() -> {
                                plain.count = n;
                                plain.next = new Plain();
                                return null;
                            });
                    if (n % 3 == 0) {
                        Coroutine.yield();
                    }
                    child.join();
                    assertThat(plain.count).isEqualTo(n);
                    assertThat(plain.next).isNotNull();
                }
            }
        });
    }

    // ---- Virtual threads of others -------------------------------------------------------------

    @Test
    void virtualThreadsStartedInsideStayOnOurCarriers() throws Exception {
        Set<String> carriersSeen = ConcurrentHashMap.newKeySet();
        scheduler.run(() -> {
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 50; i++) {
                threads.add(
                        Thread.startVirtualThread(() -> {
                            carriersSeen.add(carrierName());
                            Thread.yield();
                            carriersSeen.add(carrierName());
                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        });
        assertThat(carriersSeen)
                .isNotEmpty()
                .allMatch(name -> name.startsWith("raddle-" + scheduler.name() + "-carrier-"));
    }

    /** A virtual thread's text ends in the name of its carrier. */
    private static String carrierName() {
        return Thread.currentThread().toString().replaceFirst(".*@", "");
    }

    @Test
    void anExecutorOfVirtualThreadsWorksInside() throws Exception {
        int sum =
                scheduler.call(() -> {
                    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                        var futures =
                                executor.invokeAll(
                                        List.<java.util.concurrent.Callable<Integer>>of(
                                                () -> 1, () -> 2, () -> 3));
                        int total = 0;
                        for (var future : futures) {
                            total += future.get();
                        }
                        return total;
                    }
                });
        assertThat(sum).isEqualTo(6);
    }

    @Test
    void aVirtualThreadStartedInsideMayUseTheScheduler() throws Exception {
        var result = new CompletableFuture<Integer>();
        scheduler.run(() ->
                Thread.startVirtualThread(
                                () -> {
                                    try {
                                        Coroutine.sleep(Duration.ofNanos(1));
                                        result.complete(
                                                scheduler.call(() -> 1)
                                                        + scheduler.spawn(() -> 2).join());
                                    } catch (Throwable e) {
                                        result.completeExceptionally(e);
                                    }
                                })
                        .join());
        assertThat(result.get()).isEqualTo(3);
    }

    @Test
    void workSpreadsOverTheCarriers() throws Exception {
        var names = ConcurrentHashMap.<String>newKeySet();
        int wanted = Math.min(carriers, 2);
        var meeting = new CountDownLatch(wanted);
        var coroutines = new HashSet<Coroutine<Void>>();
        for (int i = 0; i < wanted; i++) {
            coroutines.add(
                    scheduler.spawn(() -> {
                        names.add(carrierName());
                        meeting.countDown();
                        while (meeting.getCount() > 0) {
                            Thread.onSpinWait(); // keeps its carrier
                        }
                    }));
        }
        coroutines.forEach(Coroutine::join);
        assertThat(names).hasSize(wanted);
    }

    @Test
    void whatWaitsBehindAHogIsReachedByAnotherCarrier() throws Exception {
        if (carriers == 1) {
            return; // nobody else is there
        }
        var release = new CountDownLatch(1);
        scheduler.run(() -> {
            Coroutine<Integer> queued = scheduler.spawn(() -> 1);
            Coroutine<Void> woken = scheduler.spawn(() -> release.await());
            Coroutine<Void> sleeper = scheduler.spawn(() -> Coroutine.sleep(Duration.ofMillis(1)));
            Coroutine.yield();
            release.countDown(); // into the next slot of this carrier
            while (!queued.isDone() || !woken.isDone() || !sleeper.isDone()) {
                Thread.onSpinWait(); // a hog
            }
        });
        Await.until(() -> scheduler.metrics().finished() == 4);
    }
}
