package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** {@link EndTest} over an end that is looked at, and then stored. */
class EndBrokenTest {

    static final class TwoSteps extends End {
        TwoSteps(long limit) {
            super(limit);
        }

        @Override
        boolean tryPass(long seen) {
            return tryPassInTwoSteps(seen);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "The other had looked before.")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "The one had looked before.")
    @Outcome(id = "true, true, 2", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(
            id = "true, true, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: both looked, both stored the same: two have one place.")
    @State
    public static class PassInTwoSteps extends EndTest.Passing {
        public PassInTwoSteps() {
            super(new TwoSteps(EndTest.LIMIT));
        }

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = pass();
        }

        @Actor
        public void two(ZZI_Result r) {
            r.r2 = pass();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = count();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1, 1", expect = ACCEPTABLE, desc = "Passed, then closed.")
    @Outcome(id = "false, 0, 0", expect = ACCEPTABLE, desc = "Closed before.")
    @Outcome(
            id = "true, 0, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: looked; closed, nobody had passed; stored: passed after the close.")
    @State
    public static class PassAfterClose extends EndTest.Passing {
        public PassAfterClose() {
            super(new TwoSteps(EndTest.LIMIT));
        }

        @Actor
        public void passer(ZII_Result r) {
            r.r1 = pass();
        }

        @Actor
        public void closer(ZII_Result r) {
            r.r2 = close();
        }

        @Arbiter
        public void end(ZII_Result r) {
            r.r3 = count();
        }
    }
}
