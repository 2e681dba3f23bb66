package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** {@link LifecycleTest} over a scheduler that adds up starts first, and ends afterwards. */
class LifecycleBrokenTest {

    @JCStressTest
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Stopped when the last one had ended.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: one started and another ended between the sums: stopped while one"
                            + " lived.")
    @State
    public static class StartsFirst extends LifecycleTest.CloseAndLive {
        public StartsFirst() {
            super(
                    new Lifecycle() {
                        @Override
                        boolean isQuiescent() {
                            long spawned = spawned();
                            return finished() == spawned;
                        }
                    });
        }

        @Actor
        public void carriers(ZZ_Result r) {
            r.r1 = live();
        }

        @Actor
        public void closer() {
            close();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r2 = isStopped();
        }
    }
}
