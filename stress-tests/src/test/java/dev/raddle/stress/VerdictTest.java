package dev.raddle.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class VerdictTest {
    private static final TestName TEST = new TestName("p.DequeTest", "p.DequeTest");
    private static final TestName TWIN = new TestName("p.DequeBrokenTest", "p.DequeBrokenTest");
    private static final Outcome CLEAN = new Outcome(1000, 0, 0, List.of());
    private static final Outcome CAUGHT = new Outcome(1000, 0, 7, List.of());

    @Test
    void isGoodIfTheTestIsCleanAndTheTwinCaught() {
        Verdict verdict = verdict(CLEAN, CAUGHT);

        assertThat(verdict.isGood()).isTrue();
        assertThat(new Summary(verdict).render())
                .contains("ALL WELL: tests 1, forbidden outcomes 0, twins 1")
                .containsPattern("Deque +DequeTest +1,000 +0 +ok")
                .containsPattern("Deque +DequeBrokenTest +1,000 +0 +twin caught, 7 times");
    }

    @Test
    void isBadIfTheTwinWasNotCaught() {
        Verdict verdict = verdict(CLEAN, CLEAN);

        assertThat(verdict.isGood()).isFalse();
        assertThat(verdict.faults(TWIN)).singleElement().asString().contains("not caught");
        assertThat(new Summary(verdict).render()).contains("FAILED: tests 1");
    }

    @Test
    void isBadIfAForbiddenOutcomeWasSeen() {
        var forbidden = new Outcome(1000, 1, 0, List.of("Observed forbidden state: 2, 2"));

        Verdict verdict = verdict(forbidden, CAUGHT);

        assertThat(verdict.isGood()).isFalse();
        assertThat(new Summary(verdict).render())
                .contains("DequeTest: forbidden outcomes seen")
                .contains("DequeTest: Observed forbidden state: 2, 2")
                .contains("forbidden outcomes 1");
    }

    @Test
    void isBadIfATestHadAnErrorOrDidNotRun() {
        var error = new Outcome(5, 0, 9, List.of("TIMEOUT_ERROR"));

        assertThat(verdict(CLEAN, error).isGood()).isFalse();
        assertThat(verdict(Outcome.NONE, CAUGHT).faults(TEST)).contains("did not run");
    }

    @Test
    void wantsATestAndATwinOfEachProtocol() {
        Verdict alone = Verdict.of(List.of(TEST), Map.of(TEST.name(), CLEAN), true);
        Verdict selected = Verdict.of(List.of(TEST), Map.of(TEST.name(), CLEAN), false);

        assertThat(alone.isGood()).isFalse();
        assertThat(alone.unpaired()).containsExactly("Deque");
        assertThat(selected.isGood()).isTrue();
    }

    @Test
    void addsUpWhatSeveralRunsSaw() {
        var first = new Outcome(10, 1, 0, List.of("a"));
        var second = new Outcome(20, 2, 3, List.of("a", "b"));

        assertThat(first.plus(second)).isEqualTo(new Outcome(30, 3, 3, List.of("a", "b")));
    }

    private static Verdict verdict(Outcome test, Outcome twin) {
        return Verdict.of(List.of(TEST, TWIN), Map.of(TEST.name(), test, TWIN.name(), twin), true);
    }
}
