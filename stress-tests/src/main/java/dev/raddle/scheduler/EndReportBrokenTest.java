package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** {@link EndReportTest} where one side does not look, or looks too early. */
class EndReportBrokenTest {

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The end saw the adopter.")
    @Outcome(
            id = "true, true",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: the end found no adopter; then it adopts; nobody settles it.")
    @State
    public static class AdoptWithoutLooking extends EndReportTest.ReportOrLeave {
        public AdoptWithoutLooking() {
            super(
                    new EndReport() {
                        @Override
                        void settleIfReported() {}
                    });
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

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Seen or unparked.")
    @Outcome(
            id = "false",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: no end yet, says the parent; the end finds nobody waiting; it parks.")
    @State
    public static class LookBeforeWaiting extends EndReportTest.ReportOrWait {
        @Override
        boolean seesEnd() {
            boolean reported = end.isReported();
            end.setWaiting(Thread.currentThread());
            return reported;
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
}
