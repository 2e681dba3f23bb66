package dev.raddle;

import dev.raddle.testing.BoundedTime;
import dev.raddle.testing.RandomTraffic;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random traffic through channels: no item is lost, none is received twice, none overtakes. */
@BoundedTime
class ChannelRandomTest {
    private static final int ROUNDS = 60;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void everyItemIsAccountedFor(int carriers) throws Exception {
        try (Scheduler scheduler =
                Scheduler.builder().carriers(carriers).pinning(Pinning.none()).open()) {
            for (long seed = 0; seed < ROUNDS; seed++) {
                RandomTraffic.check(scheduler, seed, 300);
            }
        }
    }
}
