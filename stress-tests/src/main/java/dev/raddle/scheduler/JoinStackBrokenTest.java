package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

import java.lang.invoke.VarHandle;

/** {@link JoinStackTest} over a stack that lacks a fence, or uses an {@code Oldest} again. */
class JoinStackBrokenTest {

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "No round was unlucky.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the parent read the oldest before its bottom was seen, and the thief"
                            + " the old bottom: both run the same half.")
    @State
    public static class TakeWithoutFence extends JoinStackTest.Rounds {
        public TakeWithoutFence() {
            super(
                    new JoinStack(1) {
                        @Override
                        void fenceOfTake() {}

                        @Override
                        void fenceOfSteal() {
                            VarHandle.fullFence();
                        }
                    });
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
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "No round was unlucky.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the parent's light fence let it read the oldest before its bottom was"
                            + " seen, and the thief's made it pass no other one: both run the same"
                            + " half.")
    @State
    public static class StealWithoutHeavyFence extends JoinStackTest.Rounds {
        public StealWithoutHeavyFence() {
            super(
                    new JoinStack(1) {
                        @Override
                        void fenceOfTake() {
                            VarHandle.acquireFence();
                        }

                        @Override
                        void fenceOfSteal() {
                            VarHandle.fullFence(); // its own: as strong as any, and no help
                        }
                    });
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
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "No round was unlucky.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the thief read the oldest and its half; the parent took that back, and"
                            + " two more; then the same object is there again, and the thief takes"
                            + " the first half for the last.")
    @State
    public static class OldestUsedAgain extends JoinStackTest.Rounds {
        public OldestUsedAgain() {
            super(
                    new JoinStack(1) {
                        @Override
                        Oldest another(Oldest used) {
                            return used;
                        }
                    });
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
