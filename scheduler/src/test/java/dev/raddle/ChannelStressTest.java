package dev.raddle;

import dev.raddle.testing.RandomTraffic;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as {@link ChannelRandomTest}, for longer, and with more items. */
@Tag("stress")
@Timeout(120)
class ChannelStressTest {
    private static final int ROUNDS = 300;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void everyItemIsAccountedFor(int carriers) throws Exception {
        try (Scheduler scheduler =
                Scheduler.builder().carriers(carriers).pinning(Pinning.none()).open()) {
            for (long seed = 0; seed < ROUNDS; seed++) {
                RandomTraffic.check(scheduler, carriers * 1_000L + seed, 3_000);
            }
        }
    }
}
