package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.raddle.scheduler.Together;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import java.util.function.Supplier;

/** A select that waits at two channels without room: one of its turns wins, and has its effect. */
class SelectionTest {

    abstract static class TwoChannels {
        private final Together together = new Together();
        final Turns<Integer> left = new Turns<>(new Ring<>(0));
        final Turns<Integer> right = new Turns<>(new Ring<>(0));

        final void begin() {
            together.begin();
        }

        static boolean isSent(Turn<Integer> sender) {
            return sender.isSettled() && !sender.isClosed();
        }
    }

    /** A select waits to receive from either; a sender comes to each. */
    abstract static class TwoSenders extends TwoChannels {
        private final Selection selection;
        private final Turn<Integer> fromLeft;
        private final Turn<Integer> fromRight;
        private final Turn<Integer> toLeft = Turn.toSend(left, null, 1);
        private final Turn<Integer> toRight = Turn.toSend(right, null, 2);

        TwoSenders(Supplier<Selection> selection) {
            this.selection = selection.get();
            this.fromLeft = Turn.toReceive(left, this.selection);
            this.fromRight = Turn.toReceive(right, this.selection);
            left.await(fromLeft);
            right.await(fromRight);
        }

        final void sendLeft() {
            begin();
            left.await(toLeft);
        }

        final void sendRight() {
            begin();
            right.await(toRight);
        }

        final void look(ZZI_Result r) {
            r.r1 = isSent(toLeft);
            r.r2 = isSent(toRight);
            Turn<Integer> winner = selection.claimant() == fromLeft ? fromLeft : fromRight;
            r.r3 = selection.isSettled() ? SlowRing.number(winner.item()) : 0;
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "Claimed by the left one.")
    @Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "Claimed by the right one.")
    @Outcome(expect = FORBIDDEN, desc = "Both have sent, to one receiver, or nobody has.")
    @State
    public static class OneOfTwo extends TwoSenders {
        public OneOfTwo() {
            super(Selection::new);
        }

        @Actor
        public void one() {
            sendLeft();
        }

        @Actor
        public void two() {
            sendRight();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Withdrawn: the sender waits.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Claimed: withdrawn in vain.")
    @Outcome(expect = FORBIDDEN, desc = "Sent to one that has left, or neither.")
    @State
    public static class ClaimOrWithdraw extends TwoChannels {
        private final Selection selection = new Selection();
        private final Turn<Integer> sender = Turn.toSend(left, null, 1);

        public ClaimOrWithdraw() {
            left.await(Turn.toReceive(left, selection));
        }

        @Actor
        public void sender() {
            begin();
            left.await(sender);
        }

        @Actor
        public void selecting(ZZ_Result r) {
            begin();
            r.r1 = selection.withdraw();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r2 = isSent(sender);
        }
    }

    /** Each of two selects sends where the other receives. */
    abstract static class TwoSelects extends TwoChannels {
        private final Selection one;
        private final Selection two;
        private final Turn<Integer> oneToLeft;
        private final Turn<Integer> oneFromRight;
        private final Turn<Integer> twoFromLeft;
        private final Turn<Integer> twoToRight;

        TwoSelects(Supplier<Selection> selections) {
            one = selections.get();
            two = selections.get();
            oneToLeft = Turn.toSend(left, one, 1);
            oneFromRight = Turn.toReceive(right, one);
            twoFromLeft = Turn.toReceive(left, two);
            twoToRight = Turn.toSend(right, two, 2);
            left.await(oneToLeft);
            right.await(twoToRight);
        }

        final void receiveRight() {
            begin();
            right.await(oneFromRight);
        }

        final void receiveLeft() {
            begin();
            left.await(twoFromLeft);
        }

        final void look(ZZZ_Result r) {
            r.r1 = one.claimant() == oneToLeft && two.claimant() == twoFromLeft;
            r.r2 = one.claimant() == oneFromRight && two.claimant() == twoToRight;
            r.r3 = one.isSettled() && two.isSettled() && received() == 1;
        }

        private int received() {
            return (twoFromLeft.item() == null ? 0 : 1) + (oneFromRight.item() == null ? 0 : 1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "They met at the left one.")
    @Outcome(id = "false, true, true", expect = ACCEPTABLE, desc = "They met at the right one.")
    @Outcome(expect = FORBIDDEN, desc = "One was claimed without the other, or both wait.")
    @State
    public static class TwoMeet extends TwoSelects {
        public TwoMeet() {
            super(Selection::new);
        }

        @Actor
        public void one() {
            receiveRight();
        }

        @Actor
        public void two() {
            receiveLeft();
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            look(r);
        }
    }
}
