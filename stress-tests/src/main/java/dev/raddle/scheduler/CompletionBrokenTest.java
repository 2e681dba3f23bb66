package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** {@link CompletionTest} over a completer that reads the list and stores the outcome apart. */
class CompletionBrokenTest {

    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "It was in the list.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "It saw the outcome.")
    @Outcome(
            id = "true, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: added after the list was read, before the outcome: it waits for ever.")
    @State
    public static class EndInTwoSteps extends CompletionTest.EndOrAdd {
        public EndInTwoSteps() {
            super(
                    new CompletionTest.Ending() {
                        @Override
                        Waiter exchange(Object outcome) {
                            return exchangeInTwoSteps(outcome);
                        }
                    });
        }

        @Actor
        public void completer() {
            end();
        }

        @Actor
        public void waiter(ZI_Result r) {
            r.r1 = add();
        }

        @Arbiter
        public void end(ZI_Result r) {
            r.r2 = told();
        }
    }
}
