package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.raddle.scheduler.Together;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The lock: one holder at a time, who sees what the last one did. */
class SpinLockTest {

    abstract static class TwoLock {
        private final Together together = new Together();
        private final SpinLock lock;
        private int plain;

        TwoLock(SpinLock lock) {
            this.lock = lock;
        }

        final void count() {
            together.begin();
            for (int i = 0; i < 3; i++) {
                lock.lock();
                plain++;
                lock.unlock();
            }
        }

        final int counted() {
            return plain;
        }
    }

    @JCStressTest
    @Outcome(id = "6", expect = ACCEPTABLE, desc = "One at a time.")
    @Outcome(expect = FORBIDDEN, desc = "Two held it at once, or one did not see the other.")
    @State
    public static class OneAtATime extends TwoLock {
        public OneAtATime() {
            super(new SpinLock());
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
