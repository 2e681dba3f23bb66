package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which forks a thief pays for. */
class PatienceTest {
    private final Patience patience = new Patience(2);

    /** How many looks at the same one it takes until it is worth it. */
    private int looksUntilWorthIt(int victim, long oldest) {
        int looks = 1;
        while (!patience.isWorthIt(victim, oldest)) {
            looks++;
        }
        return looks;
    }

    @Test
    void oneIsWorthItThatLayThereAtTheLookBefore() {
        assertThat(patience.isWorthIt(0, 7)).isFalse();
        assertThat(patience.isWorthIt(0, 7)).isTrue();
        assertThat(patience.isWorthIt(0, 7)).isTrue();
    }

    @Test
    void anotherOneEachTimeIsNot() {
        for (int i = 0; i < 100; i++) {
            assertThat(patience.isWorthIt(0, i)).isFalse();
        }
    }

    @Test
    void oneThatWasAwayInBetweenBeginsAnew() {
        patience.isWorthIt(0, 7);
        assertThat(patience.isWorthIt(0, ForkDeque.NONE)).isFalse();
        assertThat(patience.isWorthIt(0, ForkDeque.NONE)).as("nothing, twice").isFalse();
        assertThat(patience.isWorthIt(0, 7)).isFalse();
        assertThat(patience.isWorthIt(0, 7)).isTrue();
    }

    @Test
    void victimsAreToldApart() {
        patience.isWorthIt(0, 7);
        assertThat(patience.isWorthIt(1, 7)).isFalse();
        assertThat(patience.isWorthIt(0, 7)).isTrue();
    }

    @Test
    void whoPaidInVainLooksTwiceAsOftenUpToALimit() {
        long oldest = 0;
        for (int looks : new int[] {2, 3, 5, 9, 17, 17}) {
            assertThat(looksUntilWorthIt(0, oldest++)).isEqualTo(looks);
            patience.paid(false);
        }
        assertThat(looksUntilWorthIt(1, 0)).as("another victim").isEqualTo(1 + Patience.MOST);
    }

    @Test
    void whoGotOneIsPatientNoLonger() {
        patience.paid(false);
        patience.paid(false);
        patience.paid(true);
        assertThat(looksUntilWorthIt(0, 0)).isEqualTo(2);
    }
}
