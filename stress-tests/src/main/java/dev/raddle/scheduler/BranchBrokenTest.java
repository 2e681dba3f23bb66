package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** {@link BranchTest} where one side looks first, and does not heed whether its CAS succeeds. */
class BranchBrokenTest {

    /** Whether nobody has started it, some nanoseconds ago. */
    private abstract static class Heedless extends BranchTest.Half {
        Heedless() {
            super(BranchTest.Word.HOST);
        }

        abstract boolean looks(Object first);

        @Override
        boolean decide(Object parent, Object first) {
            if (!looks(first)) {
                return super.decide(parent, first);
            }
            boolean free = !hasLeftQueue();
            super.decide(parent, first);
            return free;
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "The parent was first.")
    @Outcome(id = "false, true, true", expect = ACCEPTABLE, desc = "The carrier was first.")
    @Outcome(
            id = "true, true, false",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: nobody has it, says the parent; the carrier starts it; both run it.")
    @State
    public static class ParentLooks extends BranchTest.Word {
        public ParentLooks() {
            super(
                    new Heedless() {
                        @Override
                        boolean looks(Object first) {
                            return !(first instanceof StolenBranch);
                        }
                    });
        }

        @Actor
        public void parent(ZZZ_Result r) {
            takeBack(r);
        }

        @Actor
        public void carrier(ZZZ_Result r) {
            start(r);
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "The parent was first.")
    @Outcome(id = "false, true, true", expect = ACCEPTABLE, desc = "The carrier was first.")
    @Outcome(
            id = "true, true, false",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: nobody has it, says the carrier; the parent claims it; both run it.")
    @State
    public static class CarrierLooks extends BranchTest.Word {
        public CarrierLooks() {
            super(
                    new Heedless() {
                        @Override
                        boolean looks(Object first) {
                            return first instanceof StolenBranch;
                        }
                    });
        }

        @Actor
        public void parent(ZZZ_Result r) {
            takeBack(r);
        }

        @Actor
        public void carrier(ZZZ_Result r) {
            start(r);
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            look(r);
        }
    }
}
