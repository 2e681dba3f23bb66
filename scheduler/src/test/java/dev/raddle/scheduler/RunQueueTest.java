package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.raddle.testing.BoundedTime;
import dev.raddle.testing.Garbage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The run queue in one thread: order, sizes, what it keeps. */
@BoundedTime
class RunQueueTest {

    /** Work that can be told from other work. */
    private static Guest guest(Object mark) {
        return new Guest(new Marked(mark));
    }

    private record Marked(Object mark) implements Runnable {
        @Override
        public void run() {}
    }

    private static Object markOf(Work work) {
        return work == null ? null : ((Marked) ((Guest) work).continuation()).mark();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -2, 0, 1, 3, 100})
    void theCapacityIsAPowerOfTwoOfAtLeastTwo(int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RunQueue(capacity));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 256})
    void firstInFirstOutOverGrowthAndWrapAround(int capacity) {
        var queue = new RunQueue(capacity);
        int in = 0;
        int out = 0;
        for (int round = 1; round <= 200; round++) {
            for (int i = 0; i < round % 23 + 1; i++) {
                queue.add(guest(in++));
            }
            for (int i = 0; i < round % 17 && out < in; i++) {
                assertThat(markOf(queue.poll())).isEqualTo(out++);
            }
            assertThat(queue.size()).isEqualTo(in - out);
            assertThat(queue.isEmpty()).isEqualTo(in == out);
        }
        while (out < in) {
            assertThat(markOf(queue.poll())).isEqualTo(out++);
        }
        assertThat(queue.poll()).isNull();
        assertThat(queue.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100, 255, 256, 257, 1_000, 10_000})
    void aThiefTakesTheOlderHalfAndKeepsTheOldestOut(int size) {
        var victim = new RunQueue(2);
        var thief = new RunQueue(2);
        for (int i = 0; i < size; i++) {
            victim.add(guest(i));
        }
        int batch = Math.min((size + 1) / 2, RunQueue.MAX_BATCH);
        assertThat(markOf(victim.stealInto(thief))).isEqualTo(0);
        assertThat(thief.size()).isEqualTo(batch - 1);
        assertThat(victim.size()).isEqualTo(size - batch);
        for (int i = 1; i < batch; i++) {
            assertThat(markOf(thief.poll())).isEqualTo(i);
        }
        for (int i = batch; i < size; i++) {
            assertThat(markOf(victim.poll())).isEqualTo(i);
        }
    }

    @Test
    void aQueueThatGrowsLargeAgainKeepsItsOrderAndNothingElse() {
        var queue = new RunQueue(4);
        int in = 0;
        for (int round = 0; round < 4; round++) {
            int out = in;
            for (int i = 0; i < 20_000 << (round & 1); i++) {
                queue.add(guest(in++));
            }
            var thief = new RunQueue(4);
            assertThat(markOf(queue.stealInto(thief))).isEqualTo(out++);
            while (!thief.isEmpty()) {
                assertThat(markOf(thief.poll())).isEqualTo(out++);
            }
            while (out < in) {
                assertThat(markOf(queue.poll())).isEqualTo(out++);
            }
            assertThat(queue.poll()).isNull();
        }
    }

    @Test
    void fromAnEmptyQueueNothingIsStolen() {
        var victim = new RunQueue(2);
        assertThat(victim.stealInto(new RunQueue(2))).isNull();
        victim.add(guest(1));
        victim.poll();
        assertThat(victim.stealInto(new RunQueue(2))).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void severalQueuesThatStealFromEachOtherKeepAllWorkInOrder(long seed) {
        var random = new Random(seed);
        int n = 4;
        var queues = new ArrayList<RunQueue>();
        var models = new ArrayList<ArrayDeque<Object>>();
        for (int i = 0; i < n; i++) {
            queues.add(new RunQueue(2));
            models.add(new ArrayDeque<>());
        }
        for (int step = 0; step < 20_000; step++) {
            int mine = random.nextInt(n);
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    queues.get(mine).add(guest(step));
                    models.get(mine).add(step);
                }
                case 2, 3 ->
                        assertThat(markOf(queues.get(mine).poll()))
                                .isEqualTo(models.get(mine).poll());
                default -> {
                    int other = (mine + 1 + random.nextInt(n - 1)) % n;
                    assertThat(markOf(queues.get(other).stealInto(queues.get(mine))))
                            .isEqualTo(steal(models.get(other), models.get(mine)));
                }
            }
            assertThat(queues.get(mine).size()).isEqualTo(models.get(mine).size());
        }
    }

    private static Object steal(ArrayDeque<Object> from, ArrayDeque<Object> to) {
        int batch = Math.min((from.size() + 1) / 2, RunQueue.MAX_BATCH);
        Object first = from.poll();
        for (int i = 1; i < batch; i++) {
            to.add(from.poll());
        }
        return first;
    }

    // ---- What it keeps -------------------------------------------------------------------------

    @Test
    void whatWasPolledIsNotKept() {
        var queue = new RunQueue(8);
        var polled = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 5; i++) {
            polled.add(add(queue));
        }
        queue.add(guest("stays"));
        for (int i = 0; i < 5; i++) {
            queue.poll();
        }
        assertThat(Garbage.leftOf(polled, 1)).isZero();
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void whatWasStolenFromALargeRingIsNotKeptWhenThatIsUsedAgain() {
        var victim = new RunQueue(2);
        var stolen = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 10_000; i++) {
            stolen.add(add(victim));
        }
        var thief = new RunQueue(2);
        while (!victim.isEmpty()) {
            victim.stealInto(thief);
            emptied(thief);
        }
        assertThat(victim.poll()).isNull();
        for (int i = 0; i < 5_000; i++) {
            victim.add(guest(i));
        }
        assertThat(Garbage.leftOf(stolen, 1)).isZero();
        assertThat(victim.size()).isEqualTo(5_000);
    }

    @Test
    void whatWasStolenIsNotKeptOnceTheOwnerFindsTheQueueEmpty() {
        var victim = new RunQueue(8);
        var stolen = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 20; i++) {
            stolen.add(add(victim));
        }
        var thief = new RunQueue(2);
        while (!victim.isEmpty()) {
            victim.stealInto(thief);
            emptied(thief);
        }
        assertThat(victim.poll()).isNull();
        assertThat(thief.poll()).isNull();
        assertThat(Garbage.leftOf(stolen, 1)).isZero();
    }

    private static void emptied(RunQueue queue) {
        while (queue.poll() != null) {
            // just out with it
        }
    }

    private static WeakReference<Object> add(RunQueue queue) {
        var mark = new Object();
        queue.add(guest(mark));
        return new WeakReference<>(mark);
    }

    @Test
    void aRingGrownLargeIsLeftToTheCollectorWhenEmpty() throws Exception {
        var queue = new RunQueue(2);
        for (int i = 0; i < 100_000; i++) {
            queue.add(guest(i));
        }
        WeakReference<Object> large = ring(queue);
        emptied(queue);
        assertThat(Garbage.leftOf(List.of(large), 1)).isZero();
        for (int i = 0; i < 10; i++) {
            queue.add(guest(i));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(markOf(queue.poll())).isEqualTo(i);
        }
    }

    private static WeakReference<Object> ring(RunQueue queue) throws Exception {
        var field = RunQueue.class.getDeclaredField("ring");
        field.setAccessible(true);
        return new WeakReference<>(field.get(queue));
    }
}
