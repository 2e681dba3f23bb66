package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.CachedNanoClock;
import org.junit.jupiter.api.Test;

/** Which forks a thief pays for. */
class PatienceTest {
    private static final long FENCE = 10_000;

    private final CachedNanoClock clock = new CachedNanoClock();
    private final Patience patience = new Patience(clock, 2);
    private final Deque deque = new Deque();
    private final Deque other = new Deque();

    /** Its heavy fence takes time, in which the owner may take what there is. */
    private final class Deque extends ForkDeque {
        private boolean ownerTakesMeanwhile;

        Deque() {
            super(2);
        }

        @Override
        void fenceOfSteal() {
            clock.advance(FENCE);
            if (ownerTakesMeanwhile) {
                take();
            }
        }
    }

    private static CoroutineImpl<Object> child() {
        Group nobody = (member, unawaited) -> {};
        return new CoroutineImpl<>(nobody, () -> null);
    }

    private boolean look() {
        return patience.steal(0, deque) != null;
    }

    private int looksUntilStolen() {
        int looks = 1;
        while (!look()) {
            looks++;
        }
        return looks;
    }

    private void forkAndSteal(long busy) {
        deque.push(child());
        looksUntilStolen();
        clock.advance(busy);
    }

    @Test
    void oneIsStolenThatLayThereAtTheLookBefore() {
        CoroutineImpl<Object> child = child();
        deque.push(child);
        assertThat((Object) patience.steal(0, deque)).isNull();
        assertThat((Object) patience.steal(0, deque)).isSameAs(child);
        assertThat((Object) patience.steal(0, deque)).isNull();
    }

    @Test
    void anotherOneEachTimeIsNot() {
        for (int i = 0; i < 1000; i++) {
            deque.push(child());
            assertThat(look()).isFalse();
            deque.take();
        }
        assertThat(clock.nanoTime()).as("no fence").isZero();
    }

    @Test
    void anEmptyDequeCostsNothing() {
        for (int i = 0; i < 1000; i++) {
            assertThat(look()).isFalse();
        }
        assertThat(clock.nanoTime()).as("no fence").isZero();
    }

    @Test
    void victimsAreToldApart() {
        deque.push(child());
        other.push(child());
        assertThat((Object) patience.steal(0, deque)).isNull();
        assertThat((Object) patience.steal(1, other)).isNull();
        assertThat((Object) patience.steal(0, deque)).isNotNull();
    }

    @Test
    void whoPaidForNothingLooksTwiceAsOftenUpToALimit() {
        for (int looks = 1; looks < 4 * Patience.MOST; looks *= 2) {
            deque.push(child());
            deque.ownerTakesMeanwhile = true;
            for (int i = 0; i <= Math.min(looks, Patience.MOST); i++) {
                assertThat(deque.isEmpty()).as("look " + i).isFalse();
                assertThat(look()).isFalse();
            }
            assertThat(deque.isEmpty()).as("paid").isTrue();
        }
    }

    @Test
    void whatKeptTheThiefBusyForLessThanTheStealWasInVain() {
        forkAndSteal(FENCE - 1);
        forkAndSteal(FENCE - 1);
        deque.push(child());
        assertThat(looksUntilStolen()).isEqualTo(1 + 4);
    }

    @Test
    void aStealThatPaysEndsIt() {
        forkAndSteal(0);
        forkAndSteal(0);
        forkAndSteal(FENCE);
        deque.push(child());
        assertThat(looksUntilStolen()).isEqualTo(2);
    }
}
