package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.scheduler.CancelState.Verdict;

import org.junit.jupiter.api.Test;

/** What a canceller is told to do, one call after the other. */
class CancelStateTest {
    private final CancelState<Object> state =
            new CancelState<>() {
                @Override
                void wakeHost() {}

                @Override
                void interruptHost() {}
            };

    @Test
    void whoeverCancelsInTimeHasToCompleteIt() {
        assertThat(state.requestCancel(true)).isEqualTo(Verdict.NEVER_STARTS);
        assertThat(state.tryStart()).isFalse();
    }

    /** Two that walk the same tree would else wait for the other's, before either completes any. */
    @Test
    void nobodyWaitsForTheHostOfOneThatNeverStarts() {
        state.requestCancel(true);
        assertThat(state.isDone()).isFalse();
        assertThat(state.requestCancel(true)).isEqualTo(Verdict.NOTHING);
        assertThat(state.requestCancel(false)).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void anInterruptIsNewsAfterACancellationWithoutOne() {
        state.tryStart();
        assertThat(state.requestCancel(false)).isEqualTo(Verdict.WAKE);
        state.deliver();
        assertThat(state.requestCancel(false)).isEqualTo(Verdict.NOTHING);
        assertThat(state.requestCancel(true)).isEqualTo(Verdict.INTERRUPT);
        state.deliver();
        assertThat(state.requestCancel(true)).isEqualTo(Verdict.NOTHING);
    }
}
