package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * The idle protocol, step by step and without threads that sleep: while work is queued and a
 * carrier is parked, somebody is on the way (invariant 3), and nobody is woken twice.
 *
 * <p>A carrier that would sleep for ever is one that neither saw the work nor was notified.
 */
class IdleTest {
    /** Ten times the searchers plus the parked. */
    static int counts(Idle idle) {
        return 10 * idle.searching() + idle.parked();
    }

    /** One adds work to its queue, which is a release; the only other one parks. */
    abstract static class AddAndPark {
        private final Together together = new Together();
        private final RunQueue queue = new RunQueue(2);
        private final Sleeper sleeper = new Sleeper();
        private final Idle idle;
        private final boolean searching;

        AddAndPark(Breakable idle, boolean searching) {
            this.idle = idle.over(sleeper);
            this.searching = searching && this.idle.tryBeginSearch();
        }

        final void addWork() {
            together.begin();
            queue.add(Numbered.work(1));
            idle.workAdded();
        }

        /** 0 if it sees nothing, 1 if it sees work and goes on, 2 if somebody has notified it. */
        final int parkAndLook() {
            together.begin();
            idle.beginParking(sleeper, searching);
            if (queue.isEmpty()) {
                return 0;
            }
            return idle.tryWakeMyself(sleeper) ? 1 : 2;
        }

        final void look(III_Result r) {
            r.r2 = sleeper.tryWakeUp() ? 1 : 0;
            r.r3 = counts(idle);
        }
    }

    /** Which idle protocol a test is run over. */
    interface Breakable {
        Idle over(Sleeper... sleepers);
    }

    @JCStressTest
    @Outcome(id = "0, 1, 10", expect = ACCEPTABLE, desc = "It parked; the adder saw it: notified.")
    @Outcome(id = "1, 0, 10", expect = ACCEPTABLE, desc = "It saw the work; the adder not it.")
    @Outcome(id = "2, 1, 10", expect = ACCEPTABLE, desc = "Both saw each other: notified.")
    @Outcome(expect = FORBIDDEN, desc = "It sleeps beside the work, or the counts are wrong.")
    @State
    public static class AddAndParkOfWorker extends AddAndPark {
        public AddAndParkOfWorker() {
            super(Idle::new, false);
        }

        @Actor
        public void adder() {
            addWork();
        }

        @Actor
        public void carrier(III_Result r) {
            r.r1 = parkAndLook();
        }

        @Arbiter
        public void end(III_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 1, 10", expect = ACCEPTABLE, desc = "It parked; the adder saw it: notified.")
    @Outcome(id = "1, 0, 10", expect = ACCEPTABLE, desc = "The adder saw it search; it the work.")
    @Outcome(id = "2, 1, 10", expect = ACCEPTABLE, desc = "Both saw each other: notified.")
    @Outcome(expect = FORBIDDEN, desc = "It sleeps beside the work, or the counts are wrong.")
    @State
    public static class AddAndParkOfSearcher extends AddAndPark {
        public AddAndParkOfSearcher() {
            super(Idle::new, true);
        }

        @Actor
        public void adder() {
            addWork();
        }

        @Actor
        public void carrier(III_Result r) {
            r.r1 = parkAndLook();
        }

        @Arbiter
        public void end(III_Result r) {
            look(r);
        }
    }

    /** One adds work while the only searcher finds other work; a third is parked. */
    abstract static class AddAndFind {
        private final Together together = new Together();
        private final RunQueue queue = new RunQueue(2);
        private final Sleeper parked = new Sleeper();
        private final Idle idle;

        AddAndFind(Breakable idle) {
            this.idle = idle.over(parked, new Sleeper());
            this.idle.beginParking(parked, false);
            this.idle.tryBeginSearch();
        }

        final void addWork() {
            together.begin();
            queue.add(Numbered.work(1));
            idle.workAdded();
        }

        final void findOther() {
            together.begin();
            idle.foundWork(() -> !queue.isEmpty());
        }

        final void look(II_Result r) {
            r.r1 = parked.tryWakeUp() ? 1 : 0;
            r.r2 = counts(idle);
        }
    }

    @JCStressTest
    @Outcome(
            id = "1, 10",
            expect = ACCEPTABLE,
            desc = "The adder saw that nobody searches any more, or the last searcher the work.")
    @Outcome(expect = FORBIDDEN, desc = "Nobody is woken for the work, or the counts are wrong.")
    @State
    public static class AddAndFindOther extends AddAndFind {
        public AddAndFindOther() {
            super(Idle::new);
        }

        @Actor
        public void adder() {
            addWork();
        }

        @Actor
        public void searcher() {
            findOther();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 11", expect = ACCEPTABLE, desc = "Who came second saw a searcher.")
    @Outcome(expect = FORBIDDEN, desc = "Nobody was woken, or both, or the counts are wrong.")
    @State
    public static class TwoAdders {
        private final Together together = new Together();
        private final Sleeper one = new Sleeper();
        private final Sleeper two = new Sleeper();
        private final Idle idle = new Idle(one, two);

        public TwoAdders() {
            idle.beginParking(one, false);
            idle.beginParking(two, false);
        }

        @Actor
        public void one() {
            together.begin();
            idle.workAdded();
        }

        @Actor
        public void two() {
            together.begin();
            idle.workAdded();
        }

        @Arbiter
        public void end(II_Result r) {
            r.r1 = (one.tryWakeUp() ? 1 : 0) + (two.tryWakeUp() ? 1 : 0);
            r.r2 = counts(idle);
        }
    }

    /** One of two parked carriers sees the work by itself while the adder wakes somebody. */
    @JCStressTest
    @Outcome(id = "1, 0, 0, 11", expect = ACCEPTABLE, desc = "It went on; the adder saw it search.")
    @Outcome(id = "0, 1, 0, 11", expect = ACCEPTABLE, desc = "The adder notified it first.")
    @Outcome(
            id = "1, 0, 1, 20",
            expect = ACCEPTABLE,
            desc = "The adder promised, it went on, the adder found the other.")
    @Outcome(expect = FORBIDDEN, desc = "A promise was lost, or the counts are wrong.")
    @State
    public static class WakeMyselfOrBeNotified {
        private final Together together = new Together();
        private final Sleeper me = new Sleeper();
        private final Sleeper other = new Sleeper();
        private final Idle idle = new Idle(me, other);

        public WakeMyselfOrBeNotified() {
            idle.beginParking(me, false);
            idle.beginParking(other, false);
        }

        @Actor
        public void adder() {
            together.begin();
            idle.workAdded();
        }

        @Actor
        public void carrier(IIII_Result r) {
            together.begin();
            r.r1 = idle.tryWakeMyself(me) ? 1 : 0;
        }

        @Arbiter
        public void end(IIII_Result r) {
            r.r2 = me.tryWakeUp() ? 1 : 0;
            r.r3 = other.tryWakeUp() ? 1 : 0;
            r.r4 = counts(idle);
        }
    }

    /** The lookout leaves its post to work while another, working, fills its next slot. */
    @JCStressTest
    @Outcome(id = "1, 10", expect = ACCEPTABLE, desc = "One of the two woke the third carrier.")
    @Outcome(expect = FORBIDDEN, desc = "Nobody looks after the slot, or the counts are wrong.")
    @State
    public static class LookoutLeaves {
        private final Together together = new Together();
        private final NextSlot slot = new NextSlot();
        private final Sleeper lookout = new Sleeper();
        private final Sleeper third = new Sleeper();
        private final Idle idle = new Idle(lookout, third, new Sleeper());

        public LookoutLeaves() {
            idle.beginParking(lookout, false);
            idle.beginParking(third, false);
            idle.isLookout(lookout);
        }

        @Actor
        public void working() {
            together.begin();
            slot.put(Numbered.work(1));
            idle.ensureLookout();
        }

        @Actor
        public void leaving(II_Result r) {
            together.begin();
            r.r1 = idle.tryWakeMyself(lookout) ? 0 : -1;
            idle.resign(lookout);
            idle.foundWork(() -> !idle.hasLookout() && !slot.isEmpty());
        }

        @Arbiter
        public void end(II_Result r) {
            r.r1 += third.tryWakeUp() ? 1 : 0;
            r.r2 = counts(idle);
        }
    }

    /** Nobody works, so the lookout is about to leave; then somebody begins. */
    @JCStressTest
    @Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "It saw the other begin, and stays.")
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "It left, was woken, and then stayed.")
    @Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "It left; the other saw no lookout.")
    @Outcome(expect = FORBIDDEN, desc = "It sleeps for ever, and nobody looks after the slot.")
    @State
    public static class LookoutResigns {
        private final Together together = new Together();
        private final NextSlot slot = new NextSlot();
        private final Sleeper worker = new Sleeper();
        private final Sleeper lookout = new Sleeper();
        private final Idle idle = new Idle(worker, lookout);

        public LookoutResigns() {
            idle.beginParking(lookout, false);
            idle.isLookout(lookout); // the worker works still
            idle.beginParking(worker, false);
        }

        @Actor
        public void working() {
            together.begin();
            idle.workAdded(); // notifies the first one, which goes on here
            worker.tryWakeUp();
            idle.foundWork(() -> false);
            slot.put(Numbered.work(1));
            idle.ensureLookout();
        }

        @Actor
        public void lookout(ZI_Result r) {
            together.begin();
            r.r1 = idle.isLookout(lookout);
        }

        @Arbiter
        public void end(ZI_Result r) {
            r.r2 = lookout.tryWakeUp() ? 1 : 0;
        }
    }
}
