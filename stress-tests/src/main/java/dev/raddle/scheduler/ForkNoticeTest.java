package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Forks that are told of without a fence: the lookout finds what was missed, and there is one.
 *
 * <p>The arbiter looks later than both actors: it stands for the lookout's next look.
 */
class ForkNoticeTest {
    /** Which protocol a test is run over. */
    interface Breakable {
        Idle over(Sleeper... sleepers);
    }

    /** One that has forked as often already without running dry. */
    static ForkNotice after(int forks, Idle idle) {
        var notice = new ForkNotice();
        for (int i = 0; i < forks; i++) {
            notice.forked(idle);
        }
        return notice;
    }

    /** One forks while the only other one parks. */
    abstract static class ForkAndPark {
        static final int LOST = 0;
        static final int SAW_IT = 1;
        static final int NOTIFIED = 2;
        static final int LOOKS_OUT = 3;

        private final Together together = new Together();
        private final ForkDeque deque = new ForkDeque(2);
        private final Sleeper sleeper = new Sleeper();
        private final Idle idle;
        private final ForkNotice notice;

        ForkAndPark(Breakable idle, int forksBefore) {
            this.idle = idle.over(sleeper, new Sleeper());
            this.notice = after(forksBefore, this.idle);
        }

        final void fork() {
            together.begin();
            deque.push(Children.numbered(1));
            notice.forked(idle);
        }

        /** As the loop around a carrier does. */
        final int park() {
            together.begin();
            idle.beginParking(sleeper, false);
            if (!deque.isEmpty()) {
                return idle.tryWakeMyself(sleeper) ? SAW_IT : NOTIFIED;
            }
            return idle.isLookout(sleeper) ? LOOKS_OUT : LOST;
        }

        /** What becomes of one that went to sleep. */
        final int end(int parked) {
            if (sleeper.tryWakeUp()) {
                return NOTIFIED;
            }
            return parked == LOOKS_OUT && deque.isEmpty() ? LOST : parked;
        }
    }

    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "It saw the fork while parking.")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "The owner saw it parked.")
    @Outcome(id = "3", expect = ACCEPTABLE, desc = "Neither; its next look finds the fork.")
    @Outcome(expect = FORBIDDEN, desc = "It sleeps beside the fork.")
    @State
    public static class LightForkAndPark extends ForkAndPark {
        private int parked;

        public LightForkAndPark() {
            super(Idle::new, ForkNotice.EXACT);
        }

        @Actor
        public void owner() {
            fork();
        }

        @Actor
        public void carrier() {
            parked = park();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = end(parked);
        }
    }

    @JCStressTest
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "It saw the fork while parking.")
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "The owner saw it parked.")
    @Outcome(expect = FORBIDDEN, desc = "It has missed the fork, or sleeps beside it.")
    @State
    public static class ExactForkAndPark extends ForkAndPark {
        private int parked;

        public ExactForkAndPark() {
            super(Idle::new, ForkNotice.EXACT - 2);
        }

        @Actor
        public void owner() {
            fork();
        }

        @Actor
        public void carrier() {
            parked = park();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = end(parked);
        }
    }

    /** A carrier begins to fork lightly while the lookout leaves to work; a third is parked. */
    abstract static class BeginAndLeave {
        private final Together together = new Together();
        private final Sleeper third = new Sleeper();
        private final Sleeper lookout = new Sleeper();
        private final Idle idle;
        private final ForkNotice notice;

        BeginAndLeave(Breakable breakable) {
            idle = breakable.over(lookout, third, new Sleeper());
            notice = after(ForkNotice.EXACT - 1, idle);
            idle.beginParking(lookout, false);
            idle.beginParking(third, false);
            idle.isLookout(lookout);
        }

        final void fork() {
            together.begin();
            notice.forked(idle);
        }

        final void leave() {
            together.begin();
            if (!idle.tryWakeMyself(lookout)) {
                while (!lookout.tryWakeUp()) {
                    Thread.onSpinWait(); // the owner has chosen it: it is told soon
                }
            }
            idle.resign(lookout);
            idle.foundWork(() -> !idle.hasLookout() && notice.isLight());
        }

        final void look(II_Result r) {
            r.r1 = third.tryWakeUp() ? 1 : 0;
            r.r2 = IdleTest.counts(idle);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 10", expect = ACCEPTABLE, desc = "One of the two woke the third carrier.")
    @Outcome(expect = FORBIDDEN, desc = "Nobody looks after the forks, or the counts are wrong.")
    @State
    public static class BeginsAsLookoutLeaves extends BeginAndLeave {
        public BeginsAsLookoutLeaves() {
            super(Idle::new);
        }

        @Actor
        public void owner() {
            fork();
        }

        @Actor
        public void leaving() {
            leave();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }
}
