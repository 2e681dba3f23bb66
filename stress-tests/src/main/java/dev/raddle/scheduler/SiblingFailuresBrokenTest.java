package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** {@link SiblingFailuresTest} where nobody waits, or looks again. */
class SiblingFailuresBrokenTest {

    @JCStressTest
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The interrupt came in time.")
    @Outcome(
            id = "true, true",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: the failure was seen and the interrupt cleared before it came.")
    @State
    public static class SectionWithoutWaiting extends SiblingFailuresTest.Section {
        @Override
        void awaitInterrupters() {}

        @Actor
        public void left(ZZ_Result r) {
            r.r1 = enterAndLeave();
        }

        @Actor
        public void right() {
            fail();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r2 = stack.interrupted;
        }
    }

    @JCStressTest
    @Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(
            id = "false, true, false",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: nothing else is due, says the join; the outer one fails and"
                            + " interrupts; the join clears that.")
    @State
    public static class LookBeforeClearing extends SiblingFailuresTest.Settling {
        @Override
        void clear(SiblingFailuresTest.Stack stack) {
            if (!stack.isSiblingFailureDue()) {
                stack.interrupted = false;
            }
        }

        @Actor
        public void parent() {
            settle();
        }

        @Actor
        public void right() {
            failOuter();
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            look(r);
        }
    }
}
