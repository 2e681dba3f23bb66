package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.stream.IntStream;

/** Who searches, who sleeps, who wakes whom: the counts after each step. */
@BoundedTime
class IdleTest {
    private Sleeper[] sleepers;
    private Idle idle;

    private void start(int carriers) {
        sleepers =
                IntStream.range(0, carriers).mapToObj(i -> new Sleeper()).toArray(Sleeper[]::new);
        idle = new Idle(sleepers);
    }

    private void assertCounts(int searching, int parked) {
        assertThat(idle.searching()).as("searching").isEqualTo(searching);
        assertThat(idle.parked()).as("parked").isEqualTo(parked);
    }

    private void parkAll() {
        for (Sleeper sleeper : sleepers) {
            idle.beginParking(sleeper, false);
        }
    }

    private int wokenUp() {
        return (int)
                IntStream.range(0, sleepers.length).filter(i -> sleepers[i].tryWakeUp()).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64})
    void atMostHalfOfAllSearchAtATime(int carriers) {
        start(carriers);
        int may = 0;
        while (idle.tryBeginSearch()) {
            may++;
        }
        assertThat(may).isEqualTo((carriers + 1) / 2);
        assertCounts(may, 0);
    }

    @Test
    void whoParksCountsAsParkedAndNoLongerAsSearcher() {
        start(2);
        assertThat(idle.tryBeginSearch()).isTrue();
        idle.beginParking(sleepers[0], true);
        assertCounts(0, 1);
        idle.beginParking(sleepers[1], false);
        assertCounts(0, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void workWakesOneParkedCarrierWhichIsASearcherThen(int carriers) {
        start(carriers);
        parkAll();
        idle.workAdded();
        assertCounts(1, carriers - 1);
        idle.workAdded();
        assertCounts(1, carriers - 1);
        assertThat(wokenUp()).isEqualTo(1);
        assertThat(wokenUp()).isZero();
    }

    @Test
    void workWakesNobodyWhileSomebodySearches() {
        start(3);
        assertThat(idle.tryBeginSearch()).isTrue();
        idle.beginParking(sleepers[1], false);
        idle.workAdded();
        assertCounts(1, 1);
        assertThat(wokenUp()).isZero();
    }

    @Test
    void withNobodyParkedNobodyIsWoken() {
        start(2);
        idle.workAdded();
        assertCounts(0, 0);
    }

    @Test
    void theLastSearcherToFindWorkWakesTheNextIfThereIsMore() {
        start(4);
        idle.beginParking(sleepers[0], false);
        idle.beginParking(sleepers[1], false);
        assertThat(idle.tryBeginSearch()).isTrue();
        assertThat(idle.tryBeginSearch()).isTrue();
        idle.foundWork(() -> {
            throw new AssertionError("not the last searcher");
        });
        assertCounts(1, 2);
        idle.foundWork(() -> false);
        assertCounts(0, 2);
        assertThat(idle.tryBeginSearch()).isTrue();
        idle.foundWork(() -> true);
        assertCounts(1, 1);
        assertThat(wokenUp()).isEqualTo(1);
    }

    @Test
    void whoSeesWorkWhileParkingGoesOnAsASearcher() {
        start(2);
        idle.beginParking(sleepers[0], false);
        assertThat(idle.tryWakeMyself(sleepers[0])).isTrue();
        assertCounts(1, 0);
        assertThat(sleepers[0].tryNotify()).as("awake").isFalse();
    }

    @Test
    void whoHasBeenPromisedAWakeUpWaitsForIt() {
        start(1);
        idle.beginParking(sleepers[0], false);
        idle.workAdded();
        assertThat(idle.tryWakeMyself(sleepers[0])).isFalse();
        assertCounts(1, 0);
        assertThat(sleepers[0].tryWakeUp()).isTrue();
    }

    @Test
    void aPromiseThatMetTheWrongOneIsGivenBack() {
        start(2);
        parkAll();
        assertThat(sleepers[0].tryNotify()).isTrue(); // as if chosen between the two steps
        assertThat(idle.tryWakeMyself(sleepers[0])).isFalse();
        assertCounts(0, 2);
        assertThat(sleepers[0].tryWakeUp()).isTrue();
    }

    // ---- The lookout ---------------------------------------------------------------------------

    @Test
    void oneParkedCarrierIsTheLookoutWhileSomebodyWorks() {
        start(3);
        idle.beginParking(sleepers[0], false);
        idle.beginParking(sleepers[1], false);
        assertThat(idle.isLookout(sleepers[0])).isTrue();
        assertThat(idle.isLookout(sleepers[1])).isFalse();
        assertThat(idle.isLookout(sleepers[0])).isTrue();
        assertThat(idle.hasLookout()).isTrue();
        idle.resign(sleepers[1]);
        assertThat(idle.hasLookout()).isTrue();
        idle.resign(sleepers[0]);
        assertThat(idle.hasLookout()).isFalse();
        assertThat(idle.isLookout(sleepers[1])).isTrue();
    }

    @Test
    void whenNobodyWorksThereIsNoLookout() {
        start(2);
        idle.beginParking(sleepers[0], false);
        assertThat(idle.isLookout(sleepers[0])).isTrue();
        idle.beginParking(sleepers[1], false);
        assertThat(idle.isLookout(sleepers[1])).isFalse();
        assertThat(idle.isLookout(sleepers[0])).isFalse();
        assertThat(idle.hasLookout()).isFalse();
    }

    @Test
    void aMissingLookoutIsWoken() {
        start(2);
        idle.beginParking(sleepers[0], false);
        idle.ensureLookout();
        assertCounts(1, 0);
        assertThat(wokenUp()).isEqualTo(1);
    }

    @Test
    void aLookoutThatIsThereIsNotWoken() {
        start(2);
        idle.beginParking(sleepers[0], false);
        assertThat(idle.isLookout(sleepers[0])).isTrue();
        idle.ensureLookout();
        assertCounts(0, 1);
    }

    // ---- At random -----------------------------------------------------------------------------

    private enum Doing {
        WORKING,
        SEARCHING,
        PARKED
    }

    /** Every carrier in some state, any step at any time: the counts are always right. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64})
    void theCountsAgreeWithTheStatesAfterEveryStep(int carriers) {
        start(carriers);
        var random = new Random(carriers);
        var doing = new Doing[carriers];
        java.util.Arrays.fill(doing, Doing.WORKING);
        for (int step = 0; step < 20_000; step++) {
            int i = random.nextInt(carriers);
            switch (doing[i]) {
                case WORKING -> {
                    if (random.nextBoolean()) {
                        idle.workAdded();
                    } else if (idle.tryBeginSearch()) {
                        doing[i] = Doing.SEARCHING;
                    } else {
                        idle.beginParking(sleepers[i], false);
                        doing[i] = Doing.PARKED;
                    }
                }
                case SEARCHING -> {
                    if (random.nextBoolean()) {
                        idle.foundWork(random::nextBoolean);
                        doing[i] = Doing.WORKING;
                    } else {
                        idle.beginParking(sleepers[i], true);
                        doing[i] = Doing.PARKED;
                    }
                }
                case PARKED -> {
                    if (random.nextInt(4) == 0) {
                        idle.workAdded(); // from outside
                    } else if (sleepers[i].tryWakeUp()
                            || random.nextBoolean() && idle.tryWakeMyself(sleepers[i])) {
                        idle.resign(sleepers[i]);
                        doing[i] = Doing.SEARCHING;
                    }
                }
            }
            checkCounts(doing);
        }
    }

    /** Who was notified and has not woken up counts as a searcher already. */
    private void checkCounts(Doing[] doing) {
        long searching = java.util.Arrays.stream(doing).filter(d -> d == Doing.SEARCHING).count();
        long parked = java.util.Arrays.stream(doing).filter(d -> d == Doing.PARKED).count();
        assertThat((long) idle.searching() + idle.parked()).isEqualTo(searching + parked);
        assertThat((long) idle.searching()).isGreaterThanOrEqualTo(searching);
    }
}
