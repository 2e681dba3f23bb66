package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Action;

import org.agrona.concurrent.CachedNanoClock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * An engine without carrier threads and with a clock that stands still: the test is the one thread
 * that ticks all carriers, step by step.
 */
final class Steps implements Group {
    private static final int CAPACITY = 2;
    private static final long START = 1_000_000_000_000L;

    final Engine engine;

    /** What has run, in the order in which it ran. */
    final List<Object> trace = new ArrayList<>();

    /** Ends that were reported. */
    int ended;

    private final CachedNanoClock clock = new CachedNanoClock();

    private Steps(int carriers) {
        this(neighbours(carriers));
    }

    private Steps(int[][] victims) {
        clock.update(START);
        engine = new Engine("steps", victims, CAPACITY, CAPACITY, clock, () -> {});
    }

    /** What a test does with it. */
    @FunctionalInterface
    interface Test {
        void run(Steps steps) throws Exception;
    }

    /** Runs a test on a thread that can tick. */
    static void run(int carriers, Test test) throws Exception {
        onCarryingThread(() -> test.run(new Steps(carriers)));
    }

    /** The same, with an order of victims for each carrier. */
    static void run(int[][] victims, Test test) throws Exception {
        onCarryingThread(() -> test.run(new Steps(victims)));
    }

    private static void onCarryingThread(Action test) throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var thread =
                new CarryingThread(
                        "steps",
                        () -> {
                            try {
                                test.run();
                            } catch (Throwable e) {
                                thrown.set(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        thread.join();
        switch (thrown.get()) {
            case null -> {}
            case Exception e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new AssertionError(e);
        }
    }

    /** The next one, and so on in a ring. */
    private static int[][] neighbours(int carriers) {
        return IntStream.range(0, carriers)
                .mapToObj(i ->
                        IntStream.range(1, carriers).map(step -> (i + step) % carriers).toArray())
                .toArray(int[][]::new);
    }

    // ---- Time ----------------------------------------------------------------------------------

    long now() {
        return clock.nanoTime();
    }

    CachedNanoClock clock() {
        return clock;
    }

    void advance(long nanos) {
        clock.advance(nanos);
    }

    // ---- Carriers ------------------------------------------------------------------------------

    Carrier carrier(int index) {
        return engine.carrier(index);
    }

    boolean tick(int index) {
        return ((CarryingThread) Thread.currentThread()).tick(engine.carrier(index));
    }

    /** Goes on with a host that was held on this carrier. */
    void carry(int index, Host held) {
        ((CarryingThread) Thread.currentThread()).carry(engine.carrier(index));
        engine.carrier(index).carry(held);
    }

    /** Until a carrier has nothing to do. How many ticks had something. */
    int tickWhileBusy(int index) {
        int ticks = 0;
        while (tick(index)) {
            ticks++;
        }
        return ticks;
    }

    /** Ticks a searcher twice: it may steal a fork only if it has lain there at the look before. */
    boolean tickToStealFork(int index) {
        return tick(index) || tick(index);
    }

    /** Makes a carrier a searcher, as its thread would. */
    void search(int index) {
        assertThat(engine.idle().tryBeginSearch()).as("may search").isTrue();
        engine.carrier(index).setSearching(true);
    }

    // ---- Coroutines ----------------------------------------------------------------------------

    /** One that is not queued yet. */
    <T> CoroutineImpl<T> coroutine(Callable<T> body) {
        return new CoroutineImpl<>(this, body);
    }

    /** One that leaves a mark in the trace. */
    CoroutineImpl<Object> mark(Object mark) {
        return coroutine(() -> trace.add(mark));
    }

    /** One whose body has no result. */
    CoroutineImpl<Object> action(Action body) {
        return coroutine(() -> {
            body.run();
            return null;
        });
    }

    /** Queues one on the carrier that runs the caller. */
    <T> CoroutineImpl<T> spawn(CoroutineImpl<T> coroutine) {
        Carrier.current().spawn(coroutine);
        return coroutine;
    }

    @Override
    public void ended(CoroutineImpl<?> member, boolean unawaited) {
        ended++;
    }
}
