package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** How something ends, and who is told. */
@BoundedTime
class CompletionTest {

    private static final class Plain extends Completion<Object> {}

    /** Somebody who waits, and may give up. */
    private static final class Counting extends Waiter {
        private final AtomicInteger told = new AtomicInteger();
        private volatile boolean gone;

        @Override
        boolean isGone() {
            return gone;
        }

        @Override
        void completed() {
            told.incrementAndGet();
        }
    }

    /** Calls code of users, which may throw. */
    static final class Calling extends Waiter {
        private final RuntimeException thrown;
        int told;

        Calling(RuntimeException thrown) {
            this.thrown = thrown;
        }

        @Override
        boolean callsOthers() {
            return true;
        }

        @Override
        void completed() {
            told++;
            if (thrown != null) {
                throw thrown;
            }
        }
    }

    private final Plain completion = new Plain();

    private static List<Counting> waiters(int count) {
        var waiters = new ArrayList<Counting>();
        for (int i = 0; i < count; i++) {
            waiters.add(new Counting());
        }
        return waiters;
    }

    @Test
    void aResultThatLooksLikeAStateIsStillAResult() {
        Object[] results = {
            null,
            "plain",
            new Counting(),
            new Completion.Failure(new Error(), false),
            Completion.success(new Counting()),
            completion
        };
        for (Object result : results) {
            var ended = new Plain();
            ended.publish(Completion.success(result));
            assertThat(ended.isDone()).isTrue();
            assertThat(ended.failure()).isNull();
            assertThat(ended.result()).isSameAs(result);
        }
    }

    @Test
    void whoComesTooLateIsNotAdded() {
        Counting early = new Counting();
        assertThat(completion.add(early)).isTrue();
        assertThat(completion.isAwaited()).isTrue();
        assertThat(completion.isDone()).isFalse();
        Completion.tell(completion.publish(Completion.success(1)));
        Counting late = new Counting();
        assertThat(completion.add(late)).isFalse();
        assertThat(early.told).hasValue(1);
        assertThat(late.told).hasValue(0);
        assertThat(completion.isAwaited()).isFalse();
    }

    @Test
    void whatOneThrowsDoesNotKeepItFromTheOthers() {
        var newest = new IllegalStateException("the newest");
        var told =
                List.of(
                        new Calling(null),
                        new Calling(new IllegalStateException("told later")),
                        new Calling(null),
                        new Calling(newest));
        told.forEach(completion::add);
        Waiter waiters = completion.publish(Completion.success(1));
        assertThat(Completion.tell(waiters)).isTrue();
        assertThatThrownBy(() -> Completion.tellThoseWhoCallOthers(waiters)).isSameAs(newest);
        assertThat(told).allMatch(waiter -> waiter.told == 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thoseWhoAreGoneAreUnlinkedWhereverTheyStand(long seed) {
        var random = new Random(seed);
        List<Counting> waiters = waiters(50);
        waiters.forEach(completion::add);
        var leaving = new ArrayList<>(waiters);
        Collections.shuffle(leaving, random);
        for (Counting waiter : leaving.subList(0, random.nextInt(51))) {
            waiter.gone = true;
            if (random.nextBoolean()) {
                completion.unlinkGone();
            }
        }
        completion.unlinkGone();
        List<Waiter> left = linked(completion.publish(Completion.success(1)));
        Collections.reverse(left);
        assertThat(left).isEqualTo(waiters.stream().filter(waiter -> !waiter.gone).toList());
    }

    private static List<Waiter> linked(Waiter newest) {
        var linked = new ArrayList<Waiter>();
        for (Waiter waiter = newest; waiter != null; waiter = waiter.next) {
            linked.add(waiter);
        }
        return linked;
    }

    @Test
    void whenAllAreGoneNobodyWaits() {
        List<Counting> waiters = waiters(3);
        waiters.forEach(completion::add);
        waiters.forEach(waiter -> waiter.gone = true);
        completion.unlinkGone();
        assertThat(completion.isAwaited()).isFalse();
    }

    @Test
    void waitersThatGaveUpOneByOneLeaveNoGarbage() {
        for (int i = 0; i < 1_000; i++) {
            Counting waiter = new Counting();
            completion.add(waiter);
            waiter.gone = true;
            completion.unlinkGone();
        }
        assertThat(completion.isAwaited()).isFalse();
    }

    /** Some come, some leave, one completes, all at the same time. */
    @RepeatedTest(200)
    void nobodyWhoStaysIsMissed() throws Exception {
        int threads = 3;
        var staying = new ArrayList<List<Counting>>();
        var start = new CountDownLatch(threads);
        var running = new ArrayList<Thread>();
        for (int t = 0; t < threads; t++) {
            List<Counting> mine = Collections.synchronizedList(new ArrayList<>());
            staying.add(mine);
            running.add(Thread.ofPlatform().start(() -> comeAndGo(start, mine)));
        }
        start.await();
        Completion.tell(completion.publish(Completion.success(1)));
        for (Thread thread : running) {
            thread.join();
        }
        for (List<Counting> mine : staying) {
            assertThat(mine).allMatch(waiter -> waiter.told.get() == 1);
        }
    }

    private void comeAndGo(CountDownLatch start, List<Counting> staying) {
        start.countDown();
        for (int i = 0; !completion.isDone(); i++) {
            Counting waiter = new Counting();
            if (!completion.add(waiter)) {
                return;
            }
            if (i % 3 == 0) {
                staying.add(waiter);
            } else {
                waiter.gone = true;
                completion.unlinkGone();
            }
        }
    }
}
