package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.raddle.scheduler.Together;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** An end of a ring: the place and the right to it are taken in one step. */
class EndTest {
    static final int LIMIT = 100;

    abstract static class Passing {
        private final Together together = new Together();
        private final End end;

        Passing(End end) {
            this.end = end;
        }

        /** Once, if nobody waits there and it is open. */
        final boolean pass() {
            together.begin();
            long seen = end.look();
            return !End.has(seen, End.DIVERTED | End.CLOSED) && end.tryPass(seen);
        }

        /** How many have passed once nobody may any more. */
        final int close() {
            together.begin();
            end.close();
            return count();
        }

        final int divert() {
            together.begin();
            end.divert();
            return count();
        }

        final int count() {
            return (int) end.count();
        }

        final End end() {
            return end;
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "The first CAS was the one's.")
    @Outcome(id = "false, true, 1", expect = ACCEPTABLE, desc = "The first CAS was the other's.")
    @Outcome(id = "true, true, 2", expect = ACCEPTABLE, desc = "One looked after the other's CAS.")
    @Outcome(expect = FORBIDDEN, desc = "Two have the same place, or nobody.")
    @State
    public static class TwoPass extends Passing {
        public TwoPass() {
            super(new End(LIMIT));
        }

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = pass();
        }

        @Actor
        public void two(ZZI_Result r) {
            r.r2 = pass();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = count();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1, 1", expect = ACCEPTABLE, desc = "Passed, then closed.")
    @Outcome(id = "false, 0, 0", expect = ACCEPTABLE, desc = "Closed; who looked before fails.")
    @Outcome(expect = FORBIDDEN, desc = "Somebody passed after the close.")
    @State
    public static class PassOrClose extends Passing {
        public PassOrClose() {
            super(new End(LIMIT));
        }

        @Actor
        public void passer(ZII_Result r) {
            r.r1 = pass();
        }

        @Actor
        public void closer(ZII_Result r) {
            r.r2 = close();
        }

        @Arbiter
        public void end(ZII_Result r) {
            r.r3 = count();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1, 1", expect = ACCEPTABLE, desc = "Passed, then diverted.")
    @Outcome(id = "false, 0, 0", expect = ACCEPTABLE, desc = "Diverted; who looked before fails.")
    @Outcome(expect = FORBIDDEN, desc = "Somebody passed before one who waits.")
    @State
    public static class PassOrDivert extends Passing {
        public PassOrDivert() {
            super(new End(LIMIT));
        }

        @Actor
        public void passer(ZII_Result r) {
            r.r1 = pass();
        }

        @Actor
        public void waiter(ZII_Result r) {
            r.r2 = divert();
        }

        @Arbiter
        public void end(ZII_Result r) {
            r.r3 = count();
        }
    }

    /**
     * The one who waits leaves: who looked before that and passes after it takes nobody's place.
     */
    @JCStressTest
    @Outcome(id = "true, true, 1", expect = ACCEPTABLE, desc = "Passed before, or after all that.")
    @Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "Looked, diverted, failed.")
    @Outcome(expect = FORBIDDEN, desc = "A place was taken twice or counted for nothing.")
    @State
    public static class PassOrDivertAndBack extends Passing {
        public PassOrDivertAndBack() {
            super(new End(LIMIT));
        }

        @Actor
        public void passer(ZZI_Result r) {
            r.r1 = pass();
        }

        @Actor
        public void waiter(ZZI_Result r) {
            divert();
            end().undivert();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r2 = !End.has(end().look(), End.DIVERTED | End.CLOSED);
            r.r3 = count();
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Closed, and nobody waits any more.")
    @Outcome(expect = FORBIDDEN, desc = "One flag took the other with it.")
    @State
    public static class CloseOrDivert extends Passing {
        public CloseOrDivert() {
            super(new End(LIMIT));
        }

        @Actor
        public void closer() {
            close();
        }

        @Actor
        public void waiter() {
            divert();
            end().undivert();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r1 = end().isClosed();
            r.r2 = End.has(end().look(), End.DIVERTED);
        }
    }
}
