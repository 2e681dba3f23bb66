package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Who waits for a stolen half, or has left it to a scope, learns of its end. */
class EndReportTest {

    /** A join is about to park, or sees the end. */
    abstract static class ReportOrWait {
        private final Together together = new Together();
        private volatile boolean unparked;
        private boolean seen;
        final EndReport end =
                new EndReport() {
                    @Override
                    void unpark(Thread waiter) {
                        unparked = true;
                    }
                };

        final void await() {
            together.begin();
            seen = seesEnd();
        }

        abstract boolean seesEnd();

        final void report() {
            together.begin();
            end.report();
        }

        final boolean isToldOrSees() {
            return seen || unparked;
        }
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Seen before it parks, or unparked, or both.")
    @Outcome(expect = FORBIDDEN, desc = "It parks for ever.")
    @State
    public static class ReportOrPark extends ReportOrWait {
        @Override
        boolean seesEnd() {
            end.setWaiting(Thread.currentThread());
            return end.isReported();
        }

        @Actor
        public void parent() {
            await();
        }

        @Actor
        public void child() {
            report();
        }

        @Arbiter
        public void end(Z_Result r) {
            r.r1 = isToldOrSees();
        }
    }

    /** A join that cannot wait leaves the child to a scope while it ends. */
    abstract static class ReportOrLeave {
        private final Together together = new Together();
        private final EndReport end;
        private final ScopeImpl<?, ?> scope = ScopeImpl.adopting(null, null, Children.create());

        ReportOrLeave(EndReport end) {
            this.end = end;
        }

        final void leave() {
            together.begin();
            end.setAdopter(scope);
        }

        final void report() {
            together.begin();
            end.report();
        }

        final void look(ZZ_Result r) {
            r.r1 = end.isReported();
            r.r2 = scope.hasPending();
        }
    }

    @JCStressTest
    @Outcome(
            id = "true, false",
            expect = ACCEPTABLE,
            desc = "The end saw the adopter, or the parent the end, or both and one won the CAS.")
    @Outcome(expect = FORBIDDEN, desc = "The scope waits for ever, or was settled twice.")
    @State
    public static class ReportOrAdopt extends ReportOrLeave {
        public ReportOrAdopt() {
            super(new EndReport());
        }

        @Actor
        public void parent() {
            leave();
        }

        @Actor
        public void child() {
            report();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            look(r);
        }
    }
}
