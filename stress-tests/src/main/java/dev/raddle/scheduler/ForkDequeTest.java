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

/**
 * The fork deque: an item has one taker, whether owner or thief, also while the ring grows.
 *
 * <p>Checked by reasoning only on x86: that the slot is stored before {@code bottom} (release), and
 * that a thief reads {@code top}, {@code bottom} and the ring in this order (acquire).
 */
class ForkDequeTest {

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The owner moved the top first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The thief moved the top first.")
    @Outcome(expect = FORBIDDEN, desc = "Both had the last item, or nobody.")
    @State
    public static class LastItem {
        private final Together together = new Together();
        private final ForkDeque deque = new ForkDeque(2);

        public LastItem() {
            deque.push(Children.numbered(1));
        }

        @Actor
        public void owner(II_Result r) {
            together.begin();
            r.r1 = Children.numberOf(deque.take());
        }

        @Actor
        public void thief(II_Result r) {
            together.begin();
            r.r2 = Children.numberOf(deque.steal());
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The parent moved the top first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The thief moved the top first.")
    @Outcome(expect = FORBIDDEN, desc = "Both had the last item, or nobody.")
    @State
    public static class LastItemOfItsParent {
        private final Together together = new Together();
        private final ForkDeque deque = new ForkDeque(2);

        public LastItemOfItsParent() {
            deque.push(Children.numbered(1));
        }

        @Actor
        public void parent(II_Result r) {
            together.begin();
            r.r1 = deque.takeIfNewest(Children.numbered(1)) ? 1 : 0;
        }

        @Actor
        public void thief(II_Result r) {
            together.begin();
            r.r2 = Children.numberOf(deque.steal());
        }
    }

    /** The owner takes once; a thief goes for the first, then for the owner's. */
    @JCStressTest
    @Outcome(
            id = "2, 1, 0",
            expect = ACCEPTABLE,
            desc = "The owner lowered the bottom before the thief's second look, or won the CAS.")
    @Outcome(
            id = "0, 1, 2",
            expect = ACCEPTABLE,
            desc = "The thief had both before the owner lowered the bottom, or won the CAS.")
    @Outcome(expect = FORBIDDEN, desc = "The newest was lost or had twice.")
    @State
    public static class TakeAndStealTwo {
        private final Together together = new Together();
        private final ForkDeque deque = new ForkDeque(2);

        public TakeAndStealTwo() {
            deque.push(Children.numbered(1));
            deque.push(Children.numbered(2));
        }

        @Actor
        public void owner(III_Result r) {
            together.begin();
            r.r1 = Children.numberOf(deque.take());
        }

        @Actor
        public void thief(III_Result r) {
            together.begin();
            r.r2 = Children.numberOf(deque.steal());
            r.r3 = Children.numberOf(deque.steal());
        }
    }

    /** Many rounds in a row, at full speed: what needs luck in one round is seen in many. */
    abstract static class Rounds {
        private static final int ITEMS = 240;
        private static final CoroutineImpl<?> STARTED = Children.create();

        private final Together together = new Together();
        private final ForkDeque deque;
        private final Forked[] taken = new Forked[ITEMS];
        private final Forked[] stolen = new Forked[2 * ITEMS];

        Rounds(ForkDeque deque) {
            this.deque = deque;
        }

        final void pushAndTake() {
            together.begin();
            for (int i = 0; i < ITEMS; i += 2) {
                deque.push(Children.numbered(i + 1));
                deque.push(Children.numbered(i + 2));
                taken[i] = deque.take();
                taken[i + 1] = deque.take();
            }
        }

        /** As nested joins do. */
        final void pushAndTakeBack() {
            together.begin();
            for (int i = 0; i < ITEMS; i += 2) {
                Forked outer = Children.numbered(i + 1);
                Forked inner = Children.numbered(i + 2);
                deque.push(outer);
                deque.push(inner);
                taken[i] = deque.takeIfNewest(inner) ? inner : null;
                taken[i + 1] = deque.takeIfNewest(outer) ? outer : null;
            }
        }

        /**
         * As joins do that start their child where it lies, each between two forks that nobody
         * joins. Who has the child's entry does not matter.
         */
        final void pushAndStart() {
            together.begin();
            for (int i = 0; i < ITEMS; i += 2) {
                deque.push(Children.numbered(i + 1));
                deque.push(STARTED);
                deque.start(STARTED, null);
                deque.push(Children.numbered(i + 2));
                taken[i] = deque.take();
                taken[i + 1] = deque.take();
            }
        }

        final void steal() {
            together.begin();
            for (int i = 0; i < stolen.length; i++) {
                stolen[i] = deque.steal();
            }
        }

        final void countAll(II_Result r) {
            var tally = new Tally(ITEMS);
            for (Forked child : taken) {
                tally.count(Children.numberOf(child));
            }
            for (Forked child : stolen) {
                tally.count(Children.numberOf(child));
            }
            r.r1 = Math.min(1, tally.lost());
            r.r2 = Math.min(1, tally.doubled());
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Each item was taken or stolen once.")
    @Outcome(expect = FORBIDDEN, desc = "Lost or doubled.")
    @State
    public static class ManyRounds extends Rounds {
        public ManyRounds() {
            super(new ForkDeque(2));
        }

        @Actor
        public void owner() {
            pushAndTake();
        }

        @Actor
        public void thief() {
            steal();
        }

        @Arbiter
        public void count(II_Result r) {
            countAll(r);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Each fork after a join was taken or stolen.")
    @Outcome(expect = FORBIDDEN, desc = "Lost or doubled.")
    @State
    public static class ManyStarts extends Rounds {
        public ManyStarts() {
            super(new ForkDeque(2));
        }

        @Actor
        public void parent() {
            pushAndStart();
        }

        @Actor
        public void thief() {
            steal();
        }

        @Arbiter
        public void count(II_Result r) {
            countAll(r);
        }
    }

    /** With a ring of two, whose slots hold what was stolen when they are looked at again. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Each item was taken back or stolen once.")
    @Outcome(expect = FORBIDDEN, desc = "Lost or doubled.")
    @State
    public static class ManyJoins extends Rounds {
        public ManyJoins() {
            super(new ForkDeque(2));
        }

        @Actor
        public void parent() {
            pushAndTakeBack();
        }

        @Actor
        public void thief() {
            steal();
        }

        @Arbiter
        public void count(II_Result r) {
            countAll(r);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "One thief was faster, the other left.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "One thief was faster, the other left.")
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(expect = FORBIDDEN, desc = "Both had the same, or nobody had the oldest.")
    @State
    public static class TwoThieves {
        private final Together together = new Together();
        private final ForkDeque deque = new ForkDeque(2);

        public TwoThieves() {
            deque.push(Children.numbered(1));
            deque.push(Children.numbered(2));
        }

        @Actor
        public void one(II_Result r) {
            together.begin();
            r.r1 = Children.numberOf(deque.steal());
        }

        @Actor
        public void two(II_Result r) {
            together.begin();
            r.r2 = Children.numberOf(deque.steal());
        }
    }

    /** The ring grows from 2 to 8 and is written from its start again while a thief reads. */
    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each once; the thief's in order.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or out of order.")
    @State
    public static class Growth {
        private final Together together = new Together();
        private final ForkDeque deque = new ForkDeque(2);
        private final int[] stolen = new int[3];
        private int taken;

        public Growth() {
            deque.push(Children.numbered(1));
            deque.push(Children.numbered(2));
        }

        @Actor
        public void owner() {
            together.begin();
            for (int i = 3; i <= 6; i++) {
                deque.push(Children.numbered(i));
            }
            taken = Children.numberOf(deque.take());
        }

        @Actor
        public void thief() {
            together.begin();
            for (int i = 0; i < stolen.length; i++) {
                stolen[i] = Children.numberOf(deque.steal());
            }
        }

        @Arbiter
        public void count(III_Result r) {
            var tally = new Tally(6);
            for (int number : stolen) {
                tally.count(number);
            }
            int outOfOrder = tally.outOfOrder();
            tally.count(taken);
            while (tally.count(Children.numberOf(deque.take()))) {}
            r.r1 = tally.lost();
            r.r2 = tally.doubled();
            r.r3 = outOfOrder;
        }
    }

    /** The owner drops the newest, which its parent's join has started; thieves may have it. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The owner dropped 2 and took 1.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The thief had 1 first.")
    @Outcome(expect = FORBIDDEN, desc = "The one that can still be started was lost or doubled.")
    @State
    public static class DropStarted {
        private final Together together = new Together();
        private final ForkDeque deque = new ForkDeque(2);
        private final CoroutineImpl<?> unstarted = Children.create();

        public DropStarted() {
            CoroutineImpl<?> started = Children.create();
            started.tryStart();
            deque.push(unstarted);
            deque.push(started);
        }

        @Actor
        public void owner(II_Result r) {
            together.begin();
            deque.dropStarted(null);
            r.r1 = deque.take() == unstarted ? 1 : 0;
        }

        @Actor
        public void thief(II_Result r) {
            together.begin();
            boolean first = deque.steal() == unstarted;
            boolean second = deque.steal() == unstarted;
            r.r2 = (first ? 1 : 0) + (second ? 1 : 0);
        }
    }
}
