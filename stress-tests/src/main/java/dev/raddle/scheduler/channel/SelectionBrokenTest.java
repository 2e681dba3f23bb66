package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** {@link SelectionTest} over selections that are looked at, and then claimed. */
class SelectionBrokenTest {

    static final class TwoSteps extends Selection {
        @Override
        boolean tryClaim(Object claimant) {
            return tryClaimInTwoSteps(claimant);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "Claimed by the left one.")
    @Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "Claimed by the right one.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: both found it open, both claimed it: one has sent to nobody.")
    @State
    public static class ClaimInTwoSteps extends SelectionTest.TwoSenders {
        public ClaimInTwoSteps() {
            super(TwoSteps::new);
        }

        @Actor
        public void one() {
            sendLeft();
        }

        @Actor
        public void two() {
            sendRight();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            look(r);
        }
    }

    static final class Unreserved extends Selection {
        @Override
        boolean tryReserve() {
            return isOpen();
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "They met at the left one.")
    @Outcome(id = "false, true, true", expect = ACCEPTABLE, desc = "They met at the right one.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: both found the older one open, one claimed the younger: it is let go.")
    @State
    public static class TwoMeetUnreserved extends SelectionTest.TwoSelects {
        public TwoMeetUnreserved() {
            super(Unreserved::new);
        }

        @Actor
        public void one() {
            receiveRight();
        }

        @Actor
        public void two() {
            receiveLeft();
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            look(r);
        }
    }
}
