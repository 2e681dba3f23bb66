package dev.raddle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.DeadlineExceededException;
import dev.raddle.Joiner;
import dev.raddle.Scheduler;
import dev.raddle.Scope;
import dev.raddle.ScopeOptions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Coroutines that fork, spawn, join, sleep, yield, lock, cancel and fail at random, and a book in
 * which each of them stands. What one does depends on its seed alone, not on the others.
 */
public final class RandomTree {
    private final Scheduler scheduler;
    private final long seed;
    private final AtomicInteger budget;
    private final Queue<Entry> book = new ConcurrentLinkedQueue<>();
    private final List<Coroutine<?>> roots = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Object monitor = new Object();
    private final Semaphore permits = new Semaphore(2);
    private final AtomicInteger turns = new AtomicInteger();
    private int underLock;
    private int underMonitor;

    /** One coroutine: how often its body began and ended. */
    private static final class Entry {
        private final AtomicInteger began = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private volatile Coroutine<?> coroutine;
    }

    /** What a coroutine fails with, cheaply. */
    private static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Planned() {
            super("planned", null, false, false);
        }
    }

    /** A tree that is not planted yet, with about as many coroutines at most. */
    public RandomTree(Scheduler scheduler, long seed, int size) {
        this.scheduler = scheduler;
        this.seed = seed;
        this.budget = new AtomicInteger(size);
    }

    /** Starts it. */
    public void plant(int count) {
        for (int i = 0; i < count; i++) {
            roots.add(create(seed * 31 + i, scheduler::spawn));
        }
    }

    /** Waits for the roots, however they end. */
    public void awaitRoots() {
        for (Coroutine<?> root : roots) {
            endOf(root);
        }
    }

    /** How many coroutines there have been. */
    public int created() {
        return (int) book.stream().filter(entry -> entry.coroutine != null).count();
    }

    /** When all is over: each coroutine has ended, its body ran once or never, nothing is held. */
    public void verify() {
        for (Entry entry : book) {
            Coroutine<?> coroutine = entry.coroutine;
            if (coroutine == null) {
                assertThat(entry.began).as("refused, but ran").hasValue(0);
                continue;
            }
            assertThat(coroutine.isDone()).as("%s has ended, seed %d", coroutine, seed).isTrue();
            int runs = coroutine.isStarted() ? 1 : 0;
            assertThat(entry.began).as("%s began, seed %d", coroutine, seed).hasValue(runs);
            assertThat(entry.ended).as("%s ended, seed %d", coroutine, seed).hasValue(runs);
        }
        assertThat(lock.isLocked()).as("locked, seed %d", seed).isFalse();
        assertThat(permits.availablePermits()).as("permits, seed %d", seed).isEqualTo(2);
        assertThat(underLock + underMonitor).as("turns, seed %d", seed).isEqualTo(turns.get());
    }

    @Override
    public String toString() {
        long open = book.stream().filter(e -> e.coroutine == null || !e.coroutine.isDone()).count();
        return open + " of " + book.size() + " have not ended";
    }

    // ---- What a coroutine does -----------------------------------------------------------------

    private Coroutine<?> create(long itsSeed, Function<Callable<Object>, Coroutine<?>> start) {
        var entry = new Entry();
        book.add(entry);
        Coroutine<?> coroutine =
                start.apply(() -> {
                    entry.began.incrementAndGet();
                    try {
                        return live(new Random(itsSeed));
                    } finally {
                        entry.ended.incrementAndGet();
                    }
                });
        entry.coroutine = coroutine;
        return coroutine;
    }

    private Object live(Random random) throws Exception {
        for (int step = random.nextInt(6); step >= 0; step--) {
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> scoped(random);
                case 3 -> joined(random);
                case 4 -> spawned(random);
                case 5, 6 -> Coroutine.yield();
                case 7 -> Coroutine.sleep(Duration.ofNanos(random.nextInt(300_000)));
                case 8 -> locked();
                case 9 -> synchronised();
                case 10 -> permitted();
                case 11 -> Coroutine.uncancellable(this::yieldTwice);
                case 12 -> sometimesFail(random);
                default -> LockSupport.parkNanos(random.nextInt(100_000));
            }
            Coroutine.checkpoint();
        }
        return random.nextBoolean() ? null : "result";
    }

    private Object yieldTwice() throws InterruptedException {
        Coroutine.yield();
        Coroutine.sleep(Duration.ofNanos(1_000));
        return null;
    }

    private static void sometimesFail(Random random) {
        if (random.nextInt(4) == 0) {
            throw new Planned();
        }
    }

    private void locked() {
        lock.lock();
        try {
            underLock++;
            turns.incrementAndGet();
            yieldThoughCancelled();
        } finally {
            lock.unlock();
        }
    }

    private void synchronised() {
        synchronized (monitor) {
            underMonitor++;
            turns.incrementAndGet();
            yieldThoughCancelled();
        }
    }

    private static void yieldThoughCancelled() {
        Coroutine.uncancellable(() -> {
            Coroutine.yield();
            return null;
        });
    }

    private void permitted() throws InterruptedException {
        permits.acquire();
        try {
            Coroutine.yield();
        } finally {
            permits.release();
        }
    }

    // ---- Children ------------------------------------------------------------------------------

    private boolean mayCreate() {
        return budget.getAndDecrement() > 0;
    }

    private ScopeOptions options(Random random) {
        ScopeOptions options = ScopeOptions.defaults();
        if (random.nextInt(4) == 0) {
            options = options.withConcurrency(1 + random.nextInt(3));
        }
        if (random.nextInt(6) == 0) {
            options = options.withDeadline(Duration.ofNanos(1 + random.nextInt(500_000)));
        }
        return options;
    }

    private void scoped(Random random) {
        try (Scope scope = Scope.open(options(random))) {
            var children = new ArrayList<Coroutine<?>>();
            for (int i = random.nextInt(8); i > 0 && mayCreate(); i--) {
                children.add(create(random.nextLong(), scope::fork));
            }
            switch (random.nextInt(5)) {
                case 0 -> scope.join();
                case 1 -> children.forEach(RandomTree::endOf);
                case 2 -> children.reversed().forEach(Coroutine::join);
                case 3 -> cancelSome(random, children);
                default -> {}
            }
            if (random.nextInt(8) == 0) {
                scope.cancel();
            }
        } catch (CompletionException | DeadlineExceededException e) {
            surface(random, e);
        }
    }

    /** Now and then a failure goes on upwards. */
    private static void surface(Random random, RuntimeException e) {
        if (random.nextInt(3) == 0) {
            throw e;
        }
    }

    private void joined(Random random) {
        try (var scope = Scope.open(Joiner.<Object>allSettled(), options(random))) {
            int forked = 0;
            for (int i = random.nextInt(5); i > 0 && mayCreate(); i--) {
                create(random.nextLong(), scope::fork);
                forked++;
            }
            assertThat(scope.join()).hasSize(forked);
        } catch (DeadlineExceededException e) {
            surface(random, e);
        }
    }

    private void spawned(Random random) {
        if (!mayCreate()) {
            return;
        }
        Coroutine<?> spawned = create(random.nextLong(), scheduler::spawn);
        switch (random.nextInt(5)) {
            case 0 -> endOf(spawned);
            case 1 -> spawned.cancel();
            case 2 -> spawned.cancel(false);
            case 3 -> endInTime(spawned, Duration.ofNanos(random.nextInt(200_000)));
            default -> {}
        }
    }

    private static void cancelSome(Random random, List<Coroutine<?>> children) {
        children.stream().filter(child -> random.nextBoolean()).forEach(Coroutine::cancel);
    }

    private static void endOf(Coroutine<?> coroutine) {
        try {
            coroutine.join();
        } catch (CompletionException | DeadlineExceededException | CancellationException e) {
            assertThat(coroutine.isDone() || Coroutine.isCurrent()).isTrue();
        }
    }

    private static void endInTime(Coroutine<?> coroutine, Duration limit) {
        try {
            coroutine.join(limit);
        } catch (CompletionException | CancellationException e) {
            assertThat(coroutine.isDone() || Coroutine.isCurrent()).isTrue();
        } catch (DeadlineExceededException e) {
            // it goes on without us
        }
    }
}
