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
 * The stack of joins: a half has one taker, its parent or a thief, and a parent that was late
 * learns at once who the thief is, also while the slots grow and the kinds of halves change.
 *
 * <p>Checked by reasoning only on x86: that slot and run are stored before {@code bottom}
 * (release), and that a thief reads {@code oldest}, {@code bottom} and these in this order
 * (acquire).
 */
class JoinStackTest {

    /** What a parent got: the number, negative if it was stolen, 0 if it does not know by whom. */
    static int join(JoinStack joins, int index, int number) {
        if (joins.takeBack(index)) {
            return number;
        }
        return Halves.numberOf(joins.whoStole(index)) == number ? -number : 0;
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The parent was first.")
    @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "The thief was first.")
    @Outcome(expect = FORBIDDEN, desc = "Both had it, or nobody, or the parent does not know.")
    @State
    public static class OnlyHalf {
        private final Together together = new Together();
        private final JoinStack joins = new JoinStack(1);

        public OnlyHalf() {
            Halves.fork(joins, 0, 1);
        }

        @Actor
        public void parent(II_Result r) {
            together.begin();
            r.r1 = join(joins, 0, 1);
        }

        @Actor
        public void thief(II_Result r) {
            together.begin();
            r.r2 = Halves.numberOf(joins.steal(null));
        }
    }

    /** Two thieves, then the parents: 1 is the outer half, 2 the inner one. */
    @JCStressTest
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "2, 1, 0", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "One thief was faster, the other left.")
    @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "One thief was faster, the other left.")
    @Outcome(expect = FORBIDDEN, desc = "Lost or doubled, or a parent does not know.")
    @State
    public static class TwoThieves {
        private final Together together = new Together();
        private final JoinStack joins = new JoinStack(1);

        public TwoThieves() {
            Halves.fork(joins, 0, 1);
            Halves.fork(joins, 1, 2);
        }

        @Actor
        public void thief(III_Result r) {
            together.begin();
            r.r1 = Halves.numberOf(joins.steal(null));
        }

        @Actor
        public void otherThief(III_Result r) {
            together.begin();
            r.r2 = Halves.numberOf(joins.steal(null));
        }

        @Arbiter
        public void parents(III_Result r) {
            int inner = join(joins, 1, 2);
            int outer = join(joins, 0, 1);
            boolean known = inner != 0 && outer != 0;
            r.r3 = known ? Math.max(0, inner) + Math.max(0, outer) : -1;
        }
    }

    /** Many rounds in a row, at full speed: what needs luck in one round is seen in many. */
    abstract static class Rounds {
        private static final int ITEMS = 240;

        private final Together together = new Together();
        private final JoinStack joins;
        private final int[] taken = new int[ITEMS];
        private final int[] told = new int[ITEMS];
        private final int[] stolen = new int[2 * ITEMS];

        Rounds(JoinStack joins) {
            this.joins = joins;
        }

        /** One join in the left half of another. */
        final void joinNested() {
            together.begin();
            for (int i = 0; i < ITEMS; i += 2) {
                Halves.fork(joins, 0, i + 1);
                Halves.fork(joins, 1, i + 2);
                note(i + 1, join(joins, 1, i + 2));
                note(i, join(joins, 0, i + 1));
            }
        }

        /** One join after another: each half is the oldest. */
        final void joinInTurn() {
            together.begin();
            for (int i = 0; i < ITEMS; i++) {
                Halves.fork(joins, 0, i + 1);
                note(i, join(joins, 0, i + 1));
            }
        }

        private void note(int i, int joined) {
            taken[i] = Math.max(0, joined);
            told[i] = Math.max(0, -joined);
        }

        final void steal() {
            together.begin();
            for (int i = 0; i < stolen.length; i++) {
                stolen[i] = Halves.numberOf(joins.steal(null));
            }
        }

        /** What is not there, or twice, as who took it knows, and as the parents know. */
        final void countAll(III_Result r) {
            var takers = new Tally(ITEMS);
            var parents = new Tally(ITEMS);
            for (int i = 0; i < ITEMS; i++) {
                takers.count(taken[i]);
                parents.count(taken[i]);
                parents.count(told[i]);
            }
            int ofWrongKind = 0;
            for (int number : stolen) {
                takers.count(Math.max(0, number));
                ofWrongKind += number < 0 ? 1 : 0;
            }
            r.r1 = Math.min(1, takers.lost() + ofWrongKind);
            r.r2 = Math.min(1, takers.doubled());
            r.r3 = Math.min(1, parents.lost() + parents.doubled());
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each was taken back or stolen once.")
    @Outcome(expect = FORBIDDEN, desc = "Lost or doubled, or a parent does not know.")
    @State
    public static class ManyNested extends Rounds {
        public ManyNested() {
            super(new JoinStack(1));
        }

        @Actor
        public void parents() {
            joinNested();
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

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each was taken back or stolen once.")
    @Outcome(expect = FORBIDDEN, desc = "Lost or doubled, or a parent does not know.")
    @State
    public static class ManyInTurn extends Rounds {
        public ManyInTurn() {
            super(new JoinStack(1));
        }

        @Actor
        public void parent() {
            joinInTurn();
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
}
