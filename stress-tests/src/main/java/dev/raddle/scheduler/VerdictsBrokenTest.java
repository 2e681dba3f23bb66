package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** {@link VerdictsTest} where everybody calls the joiner at once. */
class VerdictsBrokenTest {

    static final class NoTurns extends Verdicts<Object, Integer> {
        NoTurns(ScopeImpl<Object, Integer> scope, VerdictsTest.Counting joiner) {
            super(scope, joiner);
        }

        @Override
        void add(CoroutineImpl<?> child) {
            decide(child);
        }
    }

    @JCStressTest
    @Outcome(id = "2, false", expect = ACCEPTABLE, desc = "One after the other, by luck.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: two calls at once, one of which may have been overwritten.")
    @State
    public static class TwoEndAtOnce extends VerdictsTest.TwoEnd {
        public TwoEndAtOnce() {
            super(NoTurns::new);
        }

        @Actor
        public void one() {
            end(1);
        }

        @Actor
        public void two() {
            end(2);
        }

        @Arbiter
        public void end(IZ_Result r) {
            look(r);
        }
    }
}
