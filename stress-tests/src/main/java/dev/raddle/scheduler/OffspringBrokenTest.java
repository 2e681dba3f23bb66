package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** {@link OffspringTest} where who starts a child looks before the fence, not after it. */
class OffspringBrokenTest {

    @JCStressTest
    @Outcome(
            id = "false",
            expect = ACCEPTABLE,
            desc = "The canceller found it, or it saw the flag.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the flag was read before the child was seen in the list, and the list"
                            + " before the flag was seen.")
    @State
    public static class LookBeforeStart extends OffspringTest.StartOrCancel {
        @Override
        boolean start() {
            return !mustNotBegin() && claim();
        }

        @Actor
        public void owner() {
            forkAndStart();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(Z_Result r) {
            r.r1 = runsUntold();
        }
    }

    @JCStressTest
    @Outcome(
            id = "false",
            expect = ACCEPTABLE,
            desc = "The canceller found the scope and the child, or the owner's mark was seen.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the owner's mark was read before its scope was seen, and the scopes"
                            + " before the mark was seen.")
    @State
    public static class LookAtOwnerBeforeStart extends OffspringTest.OpenOrCancel {
        @Override
        boolean start(Offspring offspring) {
            return !mustNotBegin(offspring) && claim();
        }

        @Actor
        public void owner() {
            openForkAndStart();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(Z_Result r) {
            r.r1 = runsUntold();
        }
    }
}
