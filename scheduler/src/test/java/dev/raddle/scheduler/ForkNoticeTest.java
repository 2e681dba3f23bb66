package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;

/** When a carrier tells of its forks lightly, and what others make of it. */
@BoundedTime
class ForkNoticeTest {
    private final Sleeper one = new Sleeper();
    private final Sleeper two = new Sleeper();
    private final Idle idle = new Idle(one, two, new Sleeper());
    private final ForkNotice notice = new ForkNotice();

    private void fork(int times) {
        for (int i = 0; i < times; i++) {
            notice.forked(idle);
        }
    }

    @Test
    void aFewForksAreToldOfExactly() {
        fork(ForkNotice.EXACT - 1);
        assertThat(notice.isLight()).isFalse();
        fork(1);
        assertThat(notice.isLight()).isTrue();
        fork(1000);
        assertThat(notice.isLight()).isTrue();
    }

    @Test
    void whoFindsItsDequeEmptyBeginsAnew() {
        fork(ForkNotice.EXACT);
        notice.foundEmpty();
        assertThat(notice.isLight()).isFalse();
        fork(ForkNotice.EXACT - 1);
        notice.foundEmpty();
        fork(ForkNotice.EXACT - 1);
        assertThat(notice.isLight()).isFalse();
    }

    @Test
    void everyForkWakesAParkedCarrierIfNobodySearches() {
        for (int i = 0; i < 2 * ForkNotice.EXACT; i++) {
            idle.beginParking(one, false);
            fork(1);
            assertThat(one.tryWakeUp()).as("fork " + i).isTrue();
            idle.foundWork(() -> false);
        }
    }

    @Test
    void whoBeginsToForkLightlyMakesSureOfALookout() {
        fork(ForkNotice.EXACT - 1);
        idle.beginParking(one, false);
        idle.beginParking(two, false);
        fork(1);
        assertThat(one.tryWakeUp()).as("for the fork").isTrue();
        assertThat(two.tryWakeUp()).as("the other one searches").isFalse();
        idle.foundWork(() -> !idle.hasLookout() && notice.isLight());
        assertThat(two.tryWakeUp()).as("as a lookout").isTrue();
    }

    @Test
    void aCarrierThatForksLightlyNeedsALookout() throws Exception {
        Steps.run(
                3,
                steps -> {
                    Carrier forking = steps.carrier(0);
                    for (int i = 0; i < ForkNotice.EXACT; i++) {
                        forking.fork(steps.mark(i));
                    }
                    assertThat(steps.engine.needsAnother().getAsBoolean()).isTrue();
                    while (forking.forks().take() != null) {
                        // all gone, and the one that runs goes on
                    }
                    assertThat(forking.forkNotice().isLight()).isTrue();
                    assertThat(steps.engine.needsAnother().getAsBoolean()).isTrue();
                    steps.tick(0);
                    assertThat(forking.forkNotice().isLight()).isFalse();
                    assertThat(steps.engine.needsAnother().getAsBoolean()).isFalse();
                });
    }
}
