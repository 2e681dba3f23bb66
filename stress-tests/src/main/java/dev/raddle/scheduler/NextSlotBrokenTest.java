package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** {@link NextSlotTest} over a slot whose owner reads and clears it in two steps. */
class NextSlotBrokenTest {

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The owner was faster.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The thief was faster.")
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: the owner read it, the thief took it, the owner cleared: both have it.")
    @State
    public static class TakeInTwoSteps extends NextSlotTest.TakeOrSteal {
        public TakeInTwoSteps() {
            super(
                    new NextSlot() {
                        @Override
                        Work exchange(Work newest) {
                            return exchangeInTwoSteps(newest);
                        }
                    });
        }

        @Actor
        public void owner(II_Result r) {
            r.r1 = take();
        }

        @Actor
        public void thief(II_Result r) {
            r.r2 = steal();
        }
    }
}
