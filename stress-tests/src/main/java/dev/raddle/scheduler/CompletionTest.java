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
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * How something ends: every waiter that was added is told once, and every other sees the outcome.
 *
 * <p>Checked by reasoning only on x86: that the exchange publishes what the body wrote before.
 */
class CompletionTest {

    /** Something that ends with 42. */
    static class Ending extends Completion<Integer> {
        final void end() {
            tell(publish(success(42)));
        }
    }

    /** A waiter that counts how often it was told. */
    static final class Counting extends Waiter {
        private boolean gone;
        private int told;

        static Counting gone() {
            var waiter = new Counting();
            waiter.gone = true;
            return waiter;
        }

        int told() {
            return told;
        }

        @Override
        boolean isGone() {
            return gone;
        }

        @Override
        void completed() {
            told++;
        }
    }

    abstract static class EndOrAdd {
        private final Together together = new Together();
        private final Ending ending;
        private final Counting waiter = new Counting();

        EndOrAdd(Ending ending) {
            this.ending = ending;
        }

        final void end() {
            together.begin();
            ending.end();
        }

        final boolean add() {
            together.begin();
            return ending.add(waiter);
        }

        final int told() {
            return waiter.told();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "It was in the list that was exchanged.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "It came later and saw the outcome.")
    @Outcome(expect = FORBIDDEN, desc = "It waits for ever, or is told for nothing.")
    @State
    public static class EndOrAdded extends EndOrAdd {
        public EndOrAdded() {
            super(new Ending());
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

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not ended yet.")
    @Outcome(id = "42, 1", expect = ACCEPTABLE, desc = "Ended, and all that came before is seen.")
    @Outcome(expect = FORBIDDEN, desc = "The outcome was seen before what came before it.")
    @State
    public static class Publication {
        private final Together together = new Together();
        private final Ending ending = new Ending();
        private int written;

        @Actor
        public void completer() {
            together.begin();
            written = 1;
            ending.end();
        }

        @Actor
        public void reader(II_Result r) {
            together.begin();
            if (ending.isDone()) {
                r.r1 = ending.result();
                r.r2 = written;
            }
        }
    }

    /** From the newest to the oldest: gone, stays, gone, gone, stays, gone. */
    abstract static class Crowd {
        final Together together = new Together();
        final Ending ending = new Ending();
        final Counting one = new Counting();
        final Counting two = new Counting();
        final Counting late = new Counting();

        Crowd() {
            for (Counting waiter : waiters()) {
                ending.add(waiter);
            }
        }

        private Counting[] waiters() {
            return new Counting[] {
                Counting.gone(), one, Counting.gone(), Counting.gone(), two, Counting.gone()
            };
        }
    }

    @JCStressTest
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE,
            desc = "Whatever is unlinked, those who stay are told.")
    @Outcome(expect = FORBIDDEN, desc = "One that still waits was unlinked, or told twice.")
    @State
    public static class EndOrUnlink extends Crowd {
        @Actor
        public void completer() {
            together.begin();
            ending.end();
        }

        @Actor
        public void leaver() {
            together.begin();
            ending.unlinkGone();
        }

        @Arbiter
        public void end(II_Result r) {
            r.r1 = one.told();
            r.r2 = two.told();
        }
    }

    @JCStressTest
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE,
            desc = "Whoever unlinks what, those who stay are told.")
    @Outcome(expect = FORBIDDEN, desc = "One that still waits was unlinked, or told twice.")
    @State
    public static class TwoUnlink extends Crowd {
        @Actor
        public void leaver() {
            together.begin();
            ending.unlinkGone();
        }

        @Actor
        public void another() {
            together.begin();
            ending.unlinkGone();
        }

        @Arbiter
        public void end(II_Result r) {
            ending.end();
            r.r1 = one.told();
            r.r2 = two.told();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Added before or after, all are told.")
    @Outcome(expect = FORBIDDEN, desc = "One that still waits was unlinked, or told twice.")
    @State
    public static class AddOrUnlink extends Crowd {
        @Actor
        public void waiter() {
            together.begin();
            ending.add(late);
        }

        @Actor
        public void leaver() {
            together.begin();
            ending.unlinkGone();
        }

        @Arbiter
        public void end(III_Result r) {
            ending.end();
            r.r1 = one.told();
            r.r2 = two.told();
            r.r3 = late.told();
        }
    }
}
