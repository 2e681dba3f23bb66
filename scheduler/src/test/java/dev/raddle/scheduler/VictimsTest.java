package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

/** In which order a thief looks at others. */
class VictimsTest {
    private static final int LOOKS = 10_000;

    /** Those of one carrier: the nearest is number 100, the next one 101. */
    private static Victims victims(int count, int seed) {
        return new Victims(IntStream.range(100, 100 + count).toArray(), seed);
    }

    private static int[] look(Victims victims) {
        victims.look();
        return IntStream.range(0, victims.count())
                .map(nth -> victims.carrier(victims.place(nth)))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 63})
    void everySecondLookGoesNearestFirst(int count) {
        Victims victims = victims(count, 1);
        int[] nearestFirst = IntStream.range(100, 100 + count).toArray();
        for (int i = 0; i < 100; i++) {
            assertThat(look(victims)).containsExactly(nearestFirst);
            assertThat(look(victims)).containsExactlyInAnyOrder(nearestFirst);
        }
    }

    @Test
    void theOthersBeginWithEachAboutAsOften() {
        Victims victims = victims(10, 1);
        int[] times = new int[10];
        for (int i = 0; i < LOOKS; i++) {
            look(victims);
            times[look(victims)[0] - 100]++;
        }
        assertThat(IntStream.of(times)).allMatch(n -> LOOKS / 12 < n && n < LOOKS / 8);
    }

    @Test
    void twoThievesDoNotFollowEachOther() {
        Victims one = victims(10, 1);
        Victims other = victims(10, 2);
        int alike = 0;
        for (int i = 0; i < LOOKS; i++) {
            look(one);
            look(other);
            alike += look(one)[0] == look(other)[0] ? 1 : 0;
        }
        assertThat(alike).isBetween(LOOKS / 12, LOOKS / 8);
    }
}
