package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The next slot: whoever takes, displaces or steals what is in it has it alone. */
class NextSlotTest {

    abstract static class TakeOrSteal {
        private final Together together = new Together();
        private final NextSlot slot;
        private final int visit;

        TakeOrSteal(NextSlot slot) {
            this.slot = slot;
            slot.put(Numbered.work(1));
            visit = slot.visit();
        }

        final int take() {
            together.begin();
            return Numbered.of(slot.take());
        }

        final int steal() {
            together.begin();
            return Numbered.of(slot.stealIfStill(visit));
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The owner exchanged first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The thief's CAS came first.")
    @Outcome(expect = FORBIDDEN, desc = "Both had it, or nobody.")
    @State
    public static class TakeOrStolen extends TakeOrSteal {
        public TakeOrStolen() {
            super(new NextSlot());
        }

        @Actor
        public void owner(II_Result r) {
            r.r1 = take();
        }

        @Actor
        public void thief(II_Result r) {
            r.r2 = steal();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "Displaced; the thief's CAS failed.")
    @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "Stolen; then the slot was empty.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, or the next visit was taken for this one.")
    @State
    public static class PutOrStolen {
        private final Together together = new Together();
        private final NextSlot slot = new NextSlot();
        private final int visit;

        public PutOrStolen() {
            slot.put(Numbered.work(1));
            visit = slot.visit();
        }

        @Actor
        public void owner(III_Result r) {
            together.begin();
            r.r1 = Numbered.of(slot.put(Numbered.work(2)));
        }

        @Actor
        public void thief(III_Result r) {
            together.begin();
            r.r2 = Numbered.of(slot.stealIfStill(visit));
        }

        @Arbiter
        public void rest(III_Result r) {
            r.r3 = Numbered.of(slot.take());
        }
    }
}
