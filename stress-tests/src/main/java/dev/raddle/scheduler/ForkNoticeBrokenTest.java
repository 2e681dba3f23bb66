package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link ForkNoticeTest} without what makes up for the missing fence. */
class ForkNoticeBrokenTest {

    /** Forks are told of lightly, and whoever parks just sleeps. */
    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "It saw the fork while parking.")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "The owner saw it parked.")
    @Outcome(
            id = "0",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the owner read the counts before its fork was seen, and the carrier"
                            + " parked and saw no fork: without a lookout it sleeps beside it.")
    @State
    public static class LightForkWithoutLookout extends ForkNoticeTest.ForkAndPark {
        private int parked;

        public LightForkWithoutLookout() {
            super(Idle::new, ForkNotice.EXACT);
        }

        @Actor
        public void owner() {
            fork();
        }

        @Actor
        public void carrier() {
            parked = park();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = end(parked == LOOKS_OUT ? LOST : parked);
        }
    }

    /** Who begins to fork lightly does not pass a fence before it looks for a lookout. */
    @JCStressTest
    @Outcome(id = "1, 10", expect = ACCEPTABLE, desc = "One of the two woke the third carrier.")
    @Outcome(
            id = "0, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the owner saw a searcher before its need was seen; the searcher left"
                            + " and saw no need: nobody looks out.")
    @State
    public static class BeginsWithoutFence extends ForkNoticeTest.BeginAndLeave {
        public BeginsWithoutFence() {
            super(IdleBrokenTest.NoFence::new);
        }

        @Actor
        public void owner() {
            fork();
        }

        @Actor
        public void leaving() {
            leave();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }
}
