package dev.raddle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.Scheduler;

import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;

/**
 * A loop of random size whose bodies compute, suspend and fail at random places, or cancel the
 * whole loop. What happens at an index depends on the seed alone.
 */
public final class RandomLoop {
    private static final int FAILS = 1;
    private static final int CANCELS = 2;
    private static final int YIELDS = 3;
    private static final int COMPUTES = 4;

    /** The first index. */
    public final int from;

    /** After the last. */
    public final int to;

    private final long seed;
    private final int[] plan;
    private final AtomicIntegerArray met;
    private final AtomicInteger running = new AtomicInteger();
    private final Queue<Planned> thrown = new ConcurrentLinkedQueue<>();
    private boolean mayCancel;
    private boolean mayFail;
    private volatile Coroutine<?> caller;

    /** What a body fails with. */
    public static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int index;

        private Planned(int index) {
            super("planned at " + index);
            this.index = index;
        }
    }

    private RandomLoop(long seed) {
        var random = new Random(seed);
        this.seed = seed;
        int size = size(random);
        from = random.nextInt(2_000) - 1_000;
        to = from + size;
        plan = new int[size];
        met = new AtomicIntegerArray(size);
        int kinds = random.nextInt(16);
        if (size > 0) {
            spread(random, YIELDS, (kinds & 1) != 0 ? random.nextInt(1 + size / 3) : 0);
            spread(random, COMPUTES, (kinds & 2) != 0 ? random.nextInt(1 + size / 3) : 0);
            mayFail = kinds >> 2 == 1;
            spread(random, FAILS, mayFail ? 1 + random.nextInt(3) : 0);
            mayCancel = kinds >> 2 == 2;
            spread(random, CANCELS, mayCancel ? 1 : 0);
        }
    }

    private static int size(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(4);
            case 1, 2, 3 -> random.nextInt(40);
            case 4, 5, 6 -> random.nextInt(2_000);
            default -> random.nextInt(40_000);
        };
    }

    private void spread(Random random, int what, int howOften) {
        for (int i = 0; i < howOften; i++) {
            plan[random.nextInt(plan.length)] = what;
        }
    }

    /** How many indices there are. */
    public int size() {
        return to - from;
    }

    /** A small number of an index, in no order. */
    public int value(int index) {
        long mixed = (seed + index) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 40);
    }

    /** By each body first: what was planned. Nothing is, before {@link #check} runs the loop. */
    public void at(int index) {
        if (caller == null) {
            failSerially(index);
            return;
        }
        int place = index - from;
        met.incrementAndGet(place);
        running.incrementAndGet();
        try {
            act(plan[place], index);
        } finally {
            running.decrementAndGet();
        }
    }

    private void failSerially(int index) {
        if (plan[index - from] == FAILS) {
            throw new Planned(index);
        }
    }

    private void act(int what, int index) {
        switch (what) {
            case FAILS -> {
                var planned = new Planned(index);
                thrown.add(planned);
                throw planned;
            }
            case CANCELS -> caller.cancel(true);
            case YIELDS -> Coroutine.yield();
            case COMPUTES -> {
                for (int i = 0; i < value(index) % 3_000; i++) {
                    Thread.onSpinWait();
                }
            }
            default -> {}
        }
    }

    /**
     * Runs loops of many shapes, and compares them with their serial twins: the same result; or a
     * failure that a body has thrown; or a cancellation if a body has cancelled the loop. No body
     * runs twice, and none is still running at the end.
     */
    public static void check(
            Scheduler scheduler,
            int rounds,
            Function<RandomLoop, Object> parallel,
            Function<RandomLoop, Object> serial) {
        for (long seed = 0; seed < rounds; seed++) {
            new RandomLoop(seed).check(scheduler, parallel, serial);
        }
    }

    /** Runs one shape as {@link #check} does, but failures too are those of the serial twin. */
    public static void checkInOrder(
            Scheduler scheduler,
            int rounds,
            Function<RandomLoop, Object> parallel,
            Function<RandomLoop, Object> serial) {
        for (long seed = 0; seed < rounds; seed++) {
            var loop = new RandomLoop(seed);
            Object expected;
            try {
                expected = serial.apply(loop);
            } catch (Planned e) {
                expected = e.index;
            }
            Coroutine<Object> actual = loop.run(scheduler, parallel);
            if (actual.state() == Future.State.SUCCESS) {
                loop.assertSame(actual.resultNow(), expected);
            } else if (actual.state() == Future.State.FAILED) {
                loop.assertThrown(actual.exceptionNow());
                loop.assertSame(((Planned) actual.exceptionNow()).index, expected);
            } else {
                loop.assertTrue(loop.mayCancel, "was cancelled");
            }
        }
    }

    private void check(
            Scheduler scheduler,
            Function<RandomLoop, Object> parallel,
            Function<RandomLoop, Object> serial) {
        Coroutine<Object> actual = run(scheduler, parallel);
        switch (actual.state()) {
            case SUCCESS -> {
                assertTrue(thrown.isEmpty(), "a failure was lost");
                assertTrue(!mayFail, "what should have failed was left out");
                caller = null;
                assertSame(actual.resultNow(), serial.apply(this));
                for (int i = 0; i < size(); i++) {
                    assertTrue(met.get(i) == 1, "left out " + i);
                }
            }
            case FAILED -> assertThrown(actual.exceptionNow());
            default -> assertTrue(mayCancel, "was cancelled");
        }
    }

    private Coroutine<Object> run(Scheduler scheduler, Function<RandomLoop, Object> parallel) {
        Coroutine<Object> coroutine =
                scheduler.spawn(() -> {
                    caller = Coroutine.current();
                    return parallel.apply(this);
                });
        Await.ended(coroutine);
        assertTrue(running.get() == 0, "bodies still run");
        for (int i = 0; i < size(); i++) {
            assertTrue(met.get(i) <= 1, "twice: " + i);
        }
        return coroutine;
    }

    private void assertThrown(Throwable failure) {
        assertTrue(
                thrown.stream().anyMatch(each -> each == failure),
                "was not thrown by a body: " + failure);
        assertThat(failure.getStackTrace()).isNotEmpty();
        assertThat(failure.getStackTrace()[0].getClassName()).isEqualTo(RandomLoop.class.getName());
    }

    private void assertSame(Object actual, Object expected) {
        assertTrue(Objects.deepEquals(actual, expected), "another result than the serial twin");
    }

    private void assertTrue(boolean condition, String otherwise) {
        assertThat(condition).as("seed %d, size %d: %s", seed, size(), otherwise).isTrue();
    }
}
