package dev.raddle.scheduler.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayDeque;
import java.util.Random;

/** A ring by one thread: the same as a queue. */
@BoundedTime
class RingTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 8, 9, 1000})
    void itIsABoundedQueue(int capacity) {
        var ring = new Ring<Integer>(capacity);
        var model = new ArrayDeque<Integer>();
        var random = new Random(capacity);
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(10) < (i / 3_000 % 2 == 0 ? 6 : 4)) {
                boolean room = model.size() < capacity;
                assertThat(ring.offer(i) == Ring.Offered.DONE).isEqualTo(room);
                if (room) {
                    model.add(i);
                }
            } else {
                assertThat(ring.poll()).isEqualTo(model.poll());
            }
            assertThat(ring.size()).isEqualTo(model.size());
            assertThat(ring.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void itIsFullWithAsManyAsItsCapacity(int capacity) {
        var ring = new Ring<Integer>(capacity);
        for (int i = 0; i < capacity; i++) {
            assertThat(ring.pollIfFull()).isNull();
            assertThat(ring.offer(i)).isEqualTo(Ring.Offered.DONE);
        }
        assertThat(ring.offer(capacity)).isEqualTo(Ring.Offered.FULL);
        assertThat(ring.pollIfFull()).isZero();
        assertThat(ring.pollIfFull()).as("there is room").isNull();
        assertThat(ring.size()).isEqualTo(capacity - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aDivertedEndLetsNobodyPassButThoseWhoWait(int capacity) {
        var ring = new Ring<Integer>(capacity);
        ring.tail().divert();
        assertThat(ring.offer(1)).isEqualTo(Ring.Offered.DIVERTED);
        assertThat(ring.offerForWaiting(1)).isEqualTo(Ring.Offered.DONE);
        ring.head().divert();
        assertThat(ring.poll()).isNull();
        assertThat(ring.pollForWaiting()).isEqualTo(1);
        ring.tail().undivert();
        ring.head().undivert();
        assertThat(ring.offer(2)).isEqualTo(Ring.Offered.DONE);
        assertThat(ring.poll()).isEqualTo(2);
        ring.tail().close();
        assertThat(ring.offer(3)).isEqualTo(Ring.Offered.DIVERTED);
        assertThat(ring.offerForWaiting(3)).isEqualTo(Ring.Offered.DONE);
        assertThat(ring.poll()).isEqualTo(3);
        assertThat(ring.tail().isClosed()).isTrue();
    }
}
