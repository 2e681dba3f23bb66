package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link ForkDequeTest} over a deque whose owner takes without a fence. */
class ForkDequeBrokenTest {

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No round was unlucky.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the owner read the top before its bottom was seen, and the thief the"
                            + " old bottom: both have the same item.")
    @State
    public static class TakeWithoutFence extends ForkDequeTest.Rounds {
        public TakeWithoutFence() {
            super(
                    new ForkDeque(2) {
                        @Override
                        void fenceOfTake() {}
                    });
        }

        @Actor
        public void owner() {
            pushAndTake();
        }

        @Actor
        public void thief() {
            steal();
        }

        @Arbiter
        public void count(II_Result r) {
            countAll(r);
        }
    }
}
