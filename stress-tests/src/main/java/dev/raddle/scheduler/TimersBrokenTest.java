package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * {@link TimersTest} over timers whose owner does not ask whether somebody holds the wheel, or
 * whose holder does not look at the queue after it has cleared the hint.
 */
class TimersBrokenTest {

    @JCStressTest
    @Outcome(
            id = "false, true",
            expect = ACCEPTABLE,
            desc = "The request was seen, or the deadline.")
    @Outcome(
            id = "true, true",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the request had left the queue and was not in the wheel yet: the owner"
                            + " sleeps for ever.")
    @State
    public static class OwnerDoesNotAsk extends TimersTest.LookoutAndOwner {
        public OwnerDoesNotAsk() {
            super(
                    new Timers(new TimersTest.Clock()) {
                        @Override
                        boolean isBusy() {
                            return false;
                        }
                    });
        }

        @Actor
        public void lookout() {
            takeRequest();
        }

        @Actor
        public void owner(ZZ_Result r) {
            r.r1 = sleepsForEver();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r2 = isActive();
        }
    }

    @JCStressTest
    @Outcome(id = "1, false", expect = ACCEPTABLE, desc = "The holder has fired it.")
    @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "The owner sees it.")
    @Outcome(
            id = "0, false",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: the hint was cleared after it was set: the owner looks no more.")
    @State
    public static class HolderDoesNotLookAgain extends TimersTest.RequestAndHint {
        public HolderDoesNotLookAgain() {
            super(
                    new Timers(new TimersTest.Clock()) {
                        @Override
                        boolean hasRequests() {
                            return false;
                        }
                    });
        }

        @Actor
        public void holder() {
            leave();
        }

        @Actor
        public void other() {
            request();
        }

        @Arbiter
        public void end(IZ_Result r) {
            r.r1 = fired();
            r.r2 = isDue();
        }
    }
}
