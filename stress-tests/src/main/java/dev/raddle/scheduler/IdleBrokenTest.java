package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link IdleTest} over an idle protocol whose adder reads the counts without a fence. */
class IdleBrokenTest {

    static final class NoFence extends Idle {
        NoFence(Sleeper... sleepers) {
            super(sleepers);
        }

        @Override
        void fenceOfAdder() {}
    }

    @JCStressTest
    @Outcome(id = "0, 1, 10", expect = ACCEPTABLE, desc = "It parked; the adder saw it.")
    @Outcome(id = "1, 0, 10", expect = ACCEPTABLE, desc = "It saw the work.")
    @Outcome(id = "2, 1, 10", expect = ACCEPTABLE, desc = "Both saw each other.")
    @Outcome(
            id = "0, 0, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the adder read the counts before its work was seen; the carrier parked"
                            + " and saw no work: it sleeps beside it.")
    @State
    public static class AddAndPark extends IdleTest.AddAndPark {
        public AddAndPark() {
            super(NoFence::new, false);
        }

        @Actor
        public void adder() {
            addWork();
        }

        @Actor
        public void carrier(III_Result r) {
            r.r1 = parkAndLook();
        }

        @Arbiter
        public void end(III_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 10", expect = ACCEPTABLE, desc = "One of the two saw the other.")
    @Outcome(
            id = "0, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the adder saw a searcher before its work was seen; the searcher left"
                            + " and saw no work: nobody is woken.")
    @State
    public static class AddAndFind extends IdleTest.AddAndFind {
        public AddAndFind() {
            super(NoFence::new);
        }

        @Actor
        public void adder() {
            addWork();
        }

        @Actor
        public void searcher() {
            findOther();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }
}
