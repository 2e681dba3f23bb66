package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

import java.util.Arrays;

/** {@link HostRegistryTest} over a registry that moves its hosts within the table. */
class HostRegistryBrokenTest {

    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Found before or after it was moved.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: moved from before the reader's eyes to behind its back.")
    @State
    public static class SweepInPlace extends HostRegistryTest.SweepOrWalk {
        public SweepInPlace() {
            super(
                    new HostRegistry() {
                        @Override
                        Host[] tableOf(Host[] alive, Host[] old) {
                            Arrays.fill(old, null);
                            System.arraycopy(alive, 0, old, 0, alive.length);
                            return old;
                        }
                    });
        }

        @Actor
        public void owner() {
            addOneMore();
        }

        @Actor
        public void reader(II_Result r) {
            r.r1 = timesFound();
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = timesFoundLater();
        }
    }
}
