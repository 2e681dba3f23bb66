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
 * The run queue: whoever takes an item has it alone, nothing is lost, and the order is kept, also
 * while the owner writes slots again or moves to a new ring under a thief's hands.
 *
 * <p>Checked by reasoning only on x86: that the slot is stored before {@code tail} (release), that
 * a thief reads {@code tail} before the ring, and that its copy ends before {@code thief} is 0.
 */
class RunQueueTest {

    /** What a thief has got: the one kept out, then those in its own queue. */
    static class Loot {
        final RunQueue queue = new RunQueue(128); // no growth to wait for
        Work first;

        void stealFrom(RunQueue victim) {
            first = victim.stealInto(queue);
        }

        void count(Tally tally) {
            tally.nextSequence();
            tally.count(first);
            countAll(queue, tally);
        }

        static void countAll(RunQueue queue, Tally tally) {
            while (tally.count(queue.poll())) {}
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The owner moved the head first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The thief moved the head first.")
    @Outcome(expect = FORBIDDEN, desc = "Both had the last item, or nobody.")
    @State
    public static class LastItem {
        private final Together together = new Together();
        private final RunQueue queue = new RunQueue(2);
        private final Loot loot = new Loot();

        public LastItem() {
            queue.add(Numbered.work(1));
        }

        @Actor
        public void owner(II_Result r) {
            together.begin();
            r.r1 = Numbered.of(queue.poll());
        }

        @Actor
        public void thief(II_Result r) {
            together.begin();
            loot.stealFrom(queue);
            r.r2 = Numbered.of(loot.first);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or out of order.")
    @State
    public static class TwoThieves {
        private final Together together = new Together();
        private final RunQueue queue = new RunQueue(8);
        private final Loot one = new Loot();
        private final Loot two = new Loot();

        public TwoThieves() {
            for (int i = 1; i <= 8; i++) {
                queue.add(Numbered.work(i));
            }
        }

        @Actor
        public void one() {
            together.begin();
            one.stealFrom(queue);
        }

        @Actor
        public void two() {
            together.begin();
            two.stealFrom(queue);
        }

        @Arbiter
        public void count(III_Result r) {
            var tally = new Tally(8);
            one.count(tally);
            two.count(tally);
            tally.nextSequence();
            Loot.countAll(queue, tally);
            r.r1 = tally.lost();
            r.r2 = tally.doubled();
            r.r3 = tally.outOfOrder();
        }
    }

    /** The owner polls while a thief claims a batch around the same head. */
    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or out of order.")
    @State
    public static class PollAndSteal {
        private final Together together = new Together();
        private final RunQueue queue = new RunQueue(4);
        private final Loot loot = new Loot();
        private Work first;
        private Work second;

        public PollAndSteal() {
            for (int i = 1; i <= 4; i++) {
                queue.add(Numbered.work(i));
            }
        }

        @Actor
        public void owner() {
            together.begin();
            first = queue.poll();
            second = queue.poll();
        }

        @Actor
        public void thief() {
            together.begin();
            loot.stealFrom(queue);
        }

        @Arbiter
        public void count(III_Result r) {
            var tally = new Tally(4);
            loot.count(tally);
            tally.nextSequence();
            tally.count(first);
            tally.count(second);
            Loot.countAll(queue, tally);
            r.r1 = tally.lost();
            r.r2 = tally.doubled();
            r.r3 = tally.outOfOrder();
        }
    }

    /** The smallest ring grows twice while a thief claims from one of the three. */
    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or out of order.")
    @State
    public static class Growth {
        private final Together together = new Together();
        private final RunQueue queue = new RunQueue(2);
        private final Loot loot = new Loot();

        public Growth() {
            queue.add(Numbered.work(1));
            queue.add(Numbered.work(2));
        }

        @Actor
        public void owner() {
            together.begin();
            for (int i = 3; i <= 6; i++) {
                queue.add(Numbered.work(i));
            }
        }

        @Actor
        public void thief() {
            together.begin();
            loot.stealFrom(queue);
        }

        @Arbiter
        public void count(III_Result r) {
            var tally = new Tally(6);
            loot.count(tally);
            tally.nextSequence();
            Loot.countAll(queue, tally);
            r.r1 = tally.lost();
            r.r2 = tally.doubled();
            r.r3 = tally.outOfOrder();
        }
    }

    /** A full ring; the owner adds as soon as a thief has claimed, while it still copies. */
    abstract static class Reuse {
        private static final int CAPACITY = 64;
        private static final int PATIENCE = 200;

        private final Together together = new Together();
        private final RunQueue queue;
        private final Loot loot = new Loot();

        Reuse(RunQueue queue) {
            this.queue = queue;
            for (int i = 1; i <= CAPACITY; i++) {
                queue.add(Numbered.work(i));
            }
        }

        static int capacity() {
            return CAPACITY;
        }

        final void addOnceClaimed() {
            together.begin();
            for (int spins = 0; spins < PATIENCE && queue.size() == CAPACITY; spins++) {
                Thread.onSpinWait();
            }
            queue.add(Numbered.work(CAPACITY + 1));
            queue.add(Numbered.work(CAPACITY + 2));
        }

        final void steal() {
            together.begin();
            loot.stealFrom(queue);
        }

        final void countAll(III_Result r) {
            var tally = new Tally(CAPACITY + 2);
            loot.count(tally);
            tally.nextSequence();
            Loot.countAll(queue, tally);
            r.r1 = Math.min(1, tally.lost());
            r.r2 = Math.min(1, tally.doubled());
            r.r3 = Math.min(1, tally.outOfOrder());
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "A slot was written again before it was copied.")
    @State
    public static class ReuseOfSlots extends Reuse {
        public ReuseOfSlots() {
            super(new RunQueue(capacity()));
        }

        @Actor
        public void owner() {
            addOnceClaimed();
        }

        @Actor
        public void thief() {
            steal();
        }

        @Arbiter
        public void count(III_Result r) {
            countAll(r);
        }
    }

    /** What a thief took is forgotten when the queue is found empty: not under its hands. */
    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "A slot was cleared before it was copied.")
    @State
    public static class Forgetting {
        private final Together together = new Together();
        private final RunQueue queue = new RunQueue(4);
        private final Loot loot = new Loot();
        private final Work[] polled = new Work[5];

        public Forgetting() {
            for (int i = 1; i <= 4; i++) {
                queue.add(Numbered.work(i));
            }
        }

        @Actor
        public void owner() {
            together.begin();
            for (int i = 0; i < polled.length; i++) {
                polled[i] = queue.poll();
            }
        }

        @Actor
        public void thief() {
            together.begin();
            loot.stealFrom(queue);
        }

        @Arbiter
        public void count(III_Result r) {
            var tally = new Tally(4);
            loot.count(tally);
            tally.nextSequence();
            for (Work work : polled) {
                tally.count(work);
            }
            r.r1 = tally.lost();
            r.r2 = tally.doubled();
            r.r3 = tally.outOfOrder();
        }
    }
}
