package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** {@link MembersTest} over scopes that look at their flag too early, or not again. */
class MembersBrokenTest {

    /** Looks at the flag first and then adds the child. */
    static final class LooksBefore extends MembersTest.Family {
        @Override
        void fork(Member<?> child) {
            boolean late = isCancelled();
            members.add(child);
            if (late) {
                child.cancel(true);
            }
        }
    }

    /** Does not care that it moved others. */
    static final class SweepsBlindly extends MembersTest.Family {
        @Override
        void fork(Member<?> child) {
            members.add(child);
            members.sweepIfGrown();
            if (isCancelled()) {
                child.cancel(true);
            }
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "All were cancelled.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: not cancelled yet, saw the forker; cancelled all; then it was added.")
    @State
    public static class LookBefore extends MembersTest.ForkOrCancel {
        public LookBefore() {
            super(new LooksBefore());
        }

        @Actor
        public void forker() {
            fork();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = escaped();
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "All were cancelled.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: cancelled while some were out of the list: they escape.")
    @State
    public static class SweepBlindly extends MembersTest.SweepOrCancel {
        public SweepBlindly() {
            super(new SweepsBlindly());
        }

        @Actor
        public void forker() {
            fork();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = escaped();
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "All were cancelled.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: the canceller stood on a dropped one, and nobody looked again.")
    @State
    public static class DropBlindly extends MembersTest.DropOrCancel {
        public DropBlindly() {
            super(new SweepsBlindly());
        }

        @Actor
        public void forker() {
            fork();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = escaped();
        }
    }
}
