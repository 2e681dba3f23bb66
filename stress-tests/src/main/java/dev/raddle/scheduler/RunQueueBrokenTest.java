package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** {@link RunQueueTest} over run queues that write slots again which a thief has yet to copy. */
class RunQueueBrokenTest {

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "The thief was done in time.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: claimed; the owner wrote the slot again; copied: one lost, one"
                            + " doubled.")
    @State
    public static class OwnerDoesNotLook extends RunQueueTest.Reuse {
        public OwnerDoesNotLook() {
            super(
                    new RunQueue(capacity()) {
                        @Override
                        boolean thievesFinished() {
                            return true;
                        }
                    });
        }

        @Actor
        public void owner() {
            addOnceClaimed();
        }

        @Actor
        public void thief() {
            steal();
        }

        @Arbiter
        public void count(III_Result r) {
            countAll(r);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "The thief was done in time.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: claimed unseen; the owner wrote the slot again; copied: one doubled.")
    @State
    public static class ThiefDoesNotTell extends RunQueueTest.Reuse {
        public ThiefDoesNotTell() {
            super(
                    new RunQueue(capacity()) {
                        @Override
                        boolean lockOutThieves() {
                            return true;
                        }
                    });
        }

        @Actor
        public void owner() {
            addOnceClaimed();
        }

        @Actor
        public void thief() {
            steal();
        }

        @Arbiter
        public void count(III_Result r) {
            countAll(r);
        }
    }
}
