package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;

/** {@link CancelStateTest} over a coroutine that ends without waiting for its interrupter. */
class CancelStateBrokenTest {

    @JCStressTest
    @Outcome(id = "NOTHING, false", expect = ACCEPTABLE, desc = "It had ended.")
    @Outcome(id = "INTERRUPT, false", expect = ACCEPTABLE, desc = "The interrupt came in time.")
    @Outcome(
            id = "INTERRUPT, true",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: not ended yet, says the canceller; ended; interrupted: the next one.")
    @State
    public static class EndWithoutWaiting extends CancelStateTest.EndOrInterrupt {
        public EndWithoutWaiting() {
            super(
                    new CancelStateTest.Simulated() {
                        @Override
                        void awaitInterrupter() {}
                    });
        }

        @Actor
        public void coroutine() {
            end();
        }

        @Actor
        public void canceller(LZ_Result r) {
            r.r1 = cancel();
        }

        @Arbiter
        public void next(LZ_Result r) {
            r.r2 = isNextInterrupted();
        }
    }
}
