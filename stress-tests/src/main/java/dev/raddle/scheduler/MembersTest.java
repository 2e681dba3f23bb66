package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

import java.util.ArrayList;
import java.util.List;

/**
 * The members of a scope, with the scope's flag: whoever forks while somebody cancels, no child
 * escapes. The order of the flag and the list is the scope's part of the protocol, and so it is the
 * test's here.
 */
class MembersTest {
    private static final int SWEEP_AT = 64;

    /** A scope of which only the flag and the members are left. */
    static class Family {
        final Together together = new Together();
        final Members members = new Members();
        private final List<Member<?>> all = new ArrayList<>();
        private volatile boolean cancelled;

        /** A child for an actor to fork later. */
        final Member<?> unborn() {
            Member<?> child = Children.create();
            all.add(child);
            return child;
        }

        /** The next fork sweeps. */
        final void growUp() {
            for (int i = 1; i < SWEEP_AT; i++) {
                members.sweepIfGrown();
            }
        }

        void fork(Member<?> child) {
            members.add(child);
            boolean moved = members.sweepIfGrown();
            if (cancelled) {
                child.cancel(true);
                if (moved) {
                    new Canceller().cancelMembers(members.newest());
                }
            }
        }

        final boolean isCancelled() {
            return cancelled;
        }

        final void cancel() {
            cancelled = true;
            new Canceller().cancelMembers(members.newest());
        }

        final int escaped() {
            return (int) all.stream().filter(child -> !child.isCancelled()).count();
        }
    }

    abstract static class ForkOrCancel {
        private final Family family;
        private final Member<?> child;

        ForkOrCancel(Family family) {
            this.family = family;
            family.members.add(family.unborn());
            child = family.unborn();
        }

        final void fork() {
            family.together.begin();
            family.fork(child);
        }

        final void cancel() {
            family.together.begin();
            family.cancel();
        }

        final int escaped() {
            return family.escaped();
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "The canceller found it, or it saw the flag.")
    @Outcome(expect = FORBIDDEN, desc = "A child escapes.")
    @State
    public static class ForkOrCancelled extends ForkOrCancel {
        public ForkOrCancelled() {
            super(new Family());
        }

        @Actor
        public void forker() {
            fork();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = escaped();
        }
    }

    /** The fork sweeps: the others are out of the list for a moment. */
    abstract static class SweepOrCancel extends ForkOrCancel {
        SweepOrCancel(Family family) {
            super(family);
            for (int i = 0; i < 6; i++) {
                family.members.add(family.unborn());
            }
            family.growUp();
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "Found in the list, or by who swept and looked.")
    @Outcome(expect = FORBIDDEN, desc = "A child that was out of the list escapes.")
    @State
    public static class SweepOrCancelled extends SweepOrCancel {
        public SweepOrCancelled() {
            super(new Family());
        }

        @Actor
        public void forker() {
            fork();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = escaped();
        }
    }

    /** The fork drops dead ones that lie between those alive, and takes their links. */
    abstract static class DropOrCancel extends ForkOrCancel {
        DropOrCancel(Family family) {
            super(family);
            for (int i = 0; i < 3; i++) {
                family.members.add(Children.dead());
                family.members.add(family.unborn());
            }
            family.members.add(Children.dead());
            family.growUp();
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "Found in the list, or by who swept and looked.")
    @Outcome(expect = FORBIDDEN, desc = "Who stood on a dropped one lost the rest of the list.")
    @State
    public static class DropOrCancelled extends DropOrCancel {
        public DropOrCancelled() {
            super(new Family());
        }

        @Actor
        public void forker() {
            fork();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(I_Result r) {
            r.r1 = escaped();
        }
    }

    @JCStressTest
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "All that were moved are there again.")
    @Outcome(expect = FORBIDDEN, desc = "A child was lost on the way.")
    @State
    public static class TwoSweep {
        private final Family family = new Family();
        private final Member<?> one = family.unborn();
        private final Member<?> two = family.unborn();

        public TwoSweep() {
            for (int i = 0; i < 6; i++) {
                family.members.add(family.unborn());
            }
            family.growUp();
        }

        @Actor
        public void one() {
            family.together.begin();
            family.fork(one);
        }

        @Actor
        public void two() {
            family.together.begin();
            family.fork(two);
        }

        @Arbiter
        public void end(I_Result r) {
            family.cancel();
            r.r1 = family.escaped();
        }
    }
}
