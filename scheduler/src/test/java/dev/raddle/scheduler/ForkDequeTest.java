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
import java.util.concurrent.Callable;

/** The fork deque in one thread: order, stale entries, what it keeps. */
@BoundedTime
class ForkDequeTest {
    private static final Callable<Object> BODY = () -> null;

    private static CoroutineImpl<Object> child() {
        Group nobody = (member, unawaited) -> {};
        return new CoroutineImpl<>(nobody, BODY);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -2, 0, 1, 3, 100})
    void theCapacityIsAPowerOfTwoOfAtLeastTwo(int capacity) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ForkDeque(capacity));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOwnerTakesTheNewestAndThievesTheOldest(long seed) {
        var random = new Random(seed);
        var deque = new ForkDeque(2);
        var model = new ArrayDeque<CoroutineImpl<?>>();
        for (int step = 0; step < 20_000; step++) {
            boolean growing = step / 500 % 2 == 0;
            switch (random.nextInt(growing ? 4 : 6)) {
                case 0, 1 -> {
                    CoroutineImpl<?> child = child();
                    deque.push(child);
                    model.addLast(child);
                }
                case 2, 4 -> assertThat((Object) deque.take()).isSameAs(model.pollLast());
                default -> assertThat((Object) deque.steal()).isSameAs(model.pollFirst());
            }
            assertThat(deque.size()).isEqualTo(model.size());
            assertThat(deque.isEmpty()).isEqualTo(model.isEmpty());
            assertThat((Object) deque.newest()).isSameAs(model.peekLast());
        }
    }

    @Test
    void growthKeepsTheOrder() {
        var deque = new ForkDeque(2);
        var children = new ArrayList<CoroutineImpl<?>>();
        for (int i = 0; i < 10_000; i++) {
            children.add(child());
            deque.push(children.getLast());
        }
        for (int i = 0; i < 5_000; i++) {
            assertThat((Object) deque.steal()).isSameAs(children.get(i));
            assertThat((Object) deque.take()).isSameAs(children.get(9_999 - i));
        }
        assertThat((Object) deque.take()).isNull();
        assertThat((Object) deque.steal()).isNull();
    }

    @Test
    void dropStartedRemovesStartedOnesFromTheBottomOnly() {
        var deque = new ForkDeque(2);
        CoroutineImpl<?>[] children = {child(), child(), child(), child()};
        for (CoroutineImpl<?> child : children) {
            deque.push(child);
        }
        children[0].tryStart();
        children[2].cancel();
        children[3].tryStart();
        deque.dropStarted(null);
        assertThat((Object) deque.newest()).isSameAs(children[1]);
        assertThat(deque.size()).isEqualTo(2);
        children[1].tryStart();
        deque.dropStarted(null);
        assertThat(deque.isEmpty()).isTrue();
        deque.dropStarted(null);
    }

    @Test
    void aStartDropsWhatIsStaleBelow() {
        var deque = new ForkDeque(2);
        CoroutineImpl<?>[] children = {child(), child(), child(), child()};
        for (CoroutineImpl<?> child : children) {
            deque.push(child);
        }
        children[2].cancel();
        assertThat(deque.start(children[1], null)).as("out of turn").isTrue();
        assertThat(deque.size()).isEqualTo(4);
        assertThat(deque.start(children[3], null)).isTrue();
        assertThat((Object) deque.newest()).isSameAs(children[0]);
        assertThat(deque.size()).isEqualTo(1);
        assertThat(deque.start(children[3], null)).as("again").isFalse();
        children[0].cancel();
        assertThat(deque.start(children[0], null)).as("cancelled").isFalse();
        assertThat(deque.isEmpty()).isTrue();
    }

    @Test
    void aStartOfTheLastThatAThiefHasGoesOnBehindIt() {
        var deque = new ForkDeque(2);
        CoroutineImpl<?> stolen = child();
        deque.push(stolen);
        assertThat((Object) deque.steal()).isSameAs(stolen);
        assertThat(deque.start(stolen, null)).as("not begun by the thief yet").isTrue();
        assertThat(deque.isEmpty()).isTrue();
        CoroutineImpl<?> next = child();
        deque.push(next);
        assertThat((Object) deque.steal()).isSameAs(next);
    }

    @Test
    void whatWasTakenOrDroppedIsNotKept() {
        var deque = new ForkDeque(8);
        var gone = new ArrayList<WeakReference<Object>>();
        deque.push(child());
        for (int i = 0; i < 5; i++) {
            gone.add(push(deque));
        }
        for (int i = 0; i < 5; i++) {
            deque.take();
        }
        gone.add(push(deque));
        ((CoroutineImpl<?>) deque.newest()).tryStart();
        deque.dropStarted(null);
        assertThat(Garbage.leftOf(gone, 1)).isZero();
        assertThat(deque.size()).isEqualTo(1);
    }

    @Test
    void whatWasStolenIsNotKeptOnceTheOwnerFindsTheDequeEmpty() {
        var deque = new ForkDeque(4);
        var stolen = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 30; i++) {
            stolen.add(push(deque));
            stolen.add(push(deque));
            deque.steal();
            deque.steal();
        }
        assertThat((Object) deque.take()).isNull();
        assertThat(Garbage.leftOf(stolen, 1)).isZero();
    }

    /** A parent that goes on working does not let its carrier look for anything to take. */
    @Test
    void whatWasStolenIsNotKeptOnceItsParentHasAskedForIt() {
        var deque = new ForkDeque(64);
        var stolen = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 30; i++) {
            stolen.add(push(deque));
            Forked child = deque.newest();
            assertThat((Object) deque.steal()).isSameAs(child);
            assertThat(deque.takeIfNewest(child)).isFalse();
            assertThat(deque.isEmpty()).isTrue();
        }
        assertThat(Garbage.leftOf(stolen, 1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void takeIfNewestTakesThisOneOrNone(long seed) {
        var random = new Random(seed);
        var deque = new ForkDeque(2);
        var model = new ArrayDeque<CoroutineImpl<?>>();
        var ever = new ArrayList<CoroutineImpl<?>>();
        for (int step = 0; step < 20_000; step++) {
            switch (random.nextInt(step / 500 % 2 == 0 ? 4 : 7)) {
                case 0, 1 -> {
                    CoroutineImpl<?> child = child();
                    deque.push(child);
                    model.addLast(child);
                    ever.add(child);
                }
                case 2 -> assertThat((Object) deque.steal()).isSameAs(model.pollFirst());
                case 3, 4 -> { // the newest, or one that is long gone, or lies further up
                    int age = random.nextInt(3);
                    if (age < ever.size()) {
                        CoroutineImpl<?> child = ever.get(ever.size() - 1 - age);
                        boolean isNewest = child == model.peekLast();
                        assertThat(deque.takeIfNewest(child)).isEqualTo(isNewest);
                        if (isNewest) {
                            model.removeLast();
                        }
                    }
                }
                default -> assertThat((Object) deque.take()).isSameAs(model.pollLast());
            }
            assertThat(deque.size()).isEqualTo(model.size());
            assertThat((Object) deque.newest()).isSameAs(model.peekLast());
        }
    }

    private static WeakReference<Object> push(ForkDeque deque) {
        CoroutineImpl<Object> child = child();
        deque.push(child);
        return new WeakReference<>(child);
    }

    @Test
    void aRingGrownLargeIsLeftToTheCollectorWhenEmpty() throws Exception {
        var deque = new ForkDeque(2);
        for (int i = 0; i < 100_000; i++) {
            deque.push(child());
        }
        var field = ForkDeque.class.getDeclaredField("ring");
        field.setAccessible(true);
        var large = new WeakReference<>(field.get(deque));
        while (deque.take() != null) {
            // just out with it
        }
        assertThat(Garbage.leftOf(List.of(large), 1)).isZero();
        CoroutineImpl<Object> next = child();
        deque.push(next);
        assertThat((Object) deque.steal()).isSameAs(next);
    }
}
