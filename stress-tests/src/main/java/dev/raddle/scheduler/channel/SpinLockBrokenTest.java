package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link SpinLockTest} over a lock that is looked at, and then stored. */
class SpinLockBrokenTest {

    @JCStressTest
    @Outcome(id = "6", expect = ACCEPTABLE, desc = "One at a time, by luck.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: both saw it free, both stored that they hold it, one count is lost.")
    @State
    public static class LockInTwoSteps extends SpinLockTest.TwoLock {
        public LockInTwoSteps() {
            super(
                    new SpinLock() {
                        @Override
                        boolean tryLock() {
                            return tryLockInTwoSteps();
                        }
                    });
        }

        @Actor
        public void one() {
            count();
        }

        @Actor
        public void two() {
            count();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = counted();
        }
    }
}
