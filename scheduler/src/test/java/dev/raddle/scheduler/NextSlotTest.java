package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

/** What waits in a next slot, or for a timer, is reached even if its carrier does not tick. */
@BoundedTime
class NextSlotTest {
    private static final Guest FIRST = new Guest(() -> {});
    private static final Guest SECOND = new Guest(() -> {});

    // ---- The slot ------------------------------------------------------------------------------

    @Test
    void thereIsRoomForOne() {
        var slot = new NextSlot();
        assertThat(slot.isEmpty()).isTrue();
        assertThat(slot.take()).isNull();
        assertThat(slot.put(FIRST)).isNull();
        assertThat(slot.isEmpty()).isFalse();
        assertThat(slot.put(SECOND)).isSameAs(FIRST);
        assertThat(slot.take()).isSameAs(SECOND);
        assertThat(slot.isEmpty()).isTrue();
    }

    @Test
    void eachVisitIsTold() {
        var slot = new NextSlot();
        assertThat(slot.visit()).isZero();
        slot.put(FIRST);
        int visit = slot.visit();
        assertThat(visit).isNotZero().isEqualTo(slot.visit());
        slot.take();
        assertThat(slot.visit()).isZero();
        slot.put(FIRST);
        assertThat(slot.visit()).isNotZero().isNotEqualTo(visit);
    }

    @Test
    void onlyTheVisitThatWasSeenIsStolen() {
        var slot = new NextSlot();
        slot.put(FIRST);
        int first = slot.visit();
        slot.take();
        assertThat(slot.stealIfStill(first)).isNull();
        slot.put(FIRST);
        assertThat(slot.stealIfStill(first)).isNull();
        assertThat(slot.stealIfStill(slot.visit())).isSameAs(FIRST);
        assertThat(slot.isEmpty()).isTrue();
    }

    // ---- The lookout ---------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {2, 64})
    void theLookoutTakesWhatHasWaitedForTooLong(int carriers) throws Exception {
        Steps.run(
                carriers,
                steps -> {
                    var lookout = new Lookout(steps.engine, steps.carrier(1));
                    assertThat(lookout.look()).isFalse();
                    steps.carrier(0).nextSlot().put(FIRST);
                    assertThat(lookout.look()).as("seen for the first time").isFalse();
                    steps.advance(Carrier.STALE_NANOS - 1);
                    assertThat(lookout.look()).as("not long enough").isFalse();
                    steps.advance(1);
                    assertThat(lookout.look()).isTrue();
                    assertThat(steps.carrier(0).nextSlot().isEmpty()).isTrue();
                    assertThat(steps.carrier(1).runQueue().poll()).isSameAs(FIRST);
                    assertThat(lookout.look()).isFalse();
                });
    }

    @Test
    void aSlotThatIsFilledAgainIsLeftAlone() throws Exception {
        Steps.run(
                2,
                steps -> {
                    var lookout = new Lookout(steps.engine, steps.carrier(1));
                    NextSlot slot = steps.carrier(0).nextSlot();
                    for (int i = 0; i < 10; i++) {
                        slot.put(FIRST);
                        assertThat(lookout.look()).isFalse();
                        steps.advance(Carrier.STALE_NANOS);
                        slot.take();
                    }
                    slot.put(SECOND);
                    assertThat(lookout.look()).isFalse();
                });
    }

    @Test
    void theLookoutDoesNotLookAtItsOwnCarrier() throws Exception {
        Steps.run(
                2,
                steps -> {
                    var lookout = new Lookout(steps.engine, steps.carrier(1));
                    steps.carrier(1).nextSlot().put(FIRST);
                    lookout.look();
                    steps.advance(Carrier.STALE_NANOS);
                    assertThat(lookout.look()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64})
    void theLookoutFiresTheTimersOfACarrierThatDoesNotTick(int carriers) throws Exception {
        Steps.run(
                carriers,
                steps -> {
                    var lookout = new Lookout(steps.engine, steps.carrier(1));
                    steps.engine.inject(
                            steps.action(() -> {
                                Coroutine.sleep(Duration.ofMillis(1));
                                steps.trace.add(Carrier.current().index());
                            }));
                    steps.tick(0);
                    assertThat(lookout.look()).isFalse();
                    steps.advance(1_000_000);
                    ((CarryingThread) Thread.currentThread()).carry(steps.carrier(1));
                    assertThat(lookout.look()).isTrue();
                    steps.tickWhileBusy(1);
                    assertThat(steps.trace).containsExactly(1);
                });
    }
}
