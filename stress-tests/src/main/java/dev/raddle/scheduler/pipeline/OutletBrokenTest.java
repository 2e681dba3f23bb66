package dev.raddle.scheduler.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** {@link OutletTest} by runners that do not look again when they have released the token. */
class OutletBrokenTest {

    @JCStressTest
    @Outcome(id = "2, false", expect = ACCEPTABLE, desc = "Both were passed on.")
    @Outcome(
            id = "1, false",
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the holder saw no second; its runner saw the token held; released: the"
                            + " second is left lying.")
    @State
    public static class LooksOnce extends OutletTest.TwoComplete {
        @Override
        void deliver(Outlet<Integer, Integer> outlet) {
            if (outlet.isDue() && outlet.tryAcquire()) {
                passAll(outlet);
            }
        }

        @Actor
        public void one() {
            completeOne();
        }

        @Actor
        public void two() {
            completeTwo();
        }

        @Arbiter
        public void end(IZ_Result r) {
            look(r);
        }
    }
}
