package dev.raddle;

import dev.raddle.testing.RandomCalls;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** The same as {@link ChannelLinearizabilityTest}, for longer. */
@Tag("stress")
@Timeout(120)
class ChannelLinearizabilityStressTest {
    private static final int PROGRAMS = 10_000;

    @RepeatedTest(4)
    void randomCallsAreExplained(RepetitionInfo repetition) throws Exception {
        int nth = repetition.getCurrentRepetition();
        try (Scheduler scheduler =
                Scheduler.builder().carriers(nth).pinning(Pinning.none()).open()) {
            for (long seed = 0; seed < PROGRAMS; seed++) {
                RandomCalls.check(scheduler, nth * 1_000_000L + seed);
            }
        }
    }
}
