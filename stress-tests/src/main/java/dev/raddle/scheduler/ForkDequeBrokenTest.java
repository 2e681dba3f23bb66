package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

import java.lang.invoke.VarHandle;

/**
 * {@link ForkDequeTest} over a deque that lacks a fence, each in the mode in which it matters: the
 * owner's where both sides pass full ones, the thief's where the owner's holds the compiler only.
 */
class ForkDequeBrokenTest {

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No round was unlucky.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the owner read the top before its bottom was seen, and the thief the"
                            + " old bottom: both have the same item.")
    @State
    public static class TakeWithoutFence extends ForkDequeTest.Rounds {
        public TakeWithoutFence() {
            super(
                    new ForkDeque(2) {
                        @Override
                        void fenceOfTake() {}

                        @Override
                        void fenceOfSteal() {
                            VarHandle.fullFence();
                        }
                    });
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
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No round was unlucky.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the owner's light fence let it read the top before its bottom was"
                            + " seen, and the thief's made it pass no other one: both have the same"
                            + " item.")
    @State
    public static class StealWithoutHeavyFence extends ForkDequeTest.Rounds {
        public StealWithoutHeavyFence() {
            super(
                    new ForkDeque(2) {
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
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No round was unlucky.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the parent read the top before its bottom was seen, and the thief the"
                            + " old bottom: both run the same half.")
    @State
    public static class TakeBackWithoutFence extends ForkDequeTest.Rounds {
        public TakeBackWithoutFence() {
            super(
                    new ForkDeque(2) {
                        @Override
                        void fenceOfTake() {}

                        @Override
                        void fenceOfSteal() {
                            VarHandle.fullFence();
                        }
                    });
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
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No round was unlucky.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the parent read the top before its bottom was seen, and the thief"
                            + " moved the top beyond it: the next fork lies where nobody looks.")
    @State
    public static class StartWithoutFence extends ForkDequeTest.Rounds {
        public StartWithoutFence() {
            super(
                    new ForkDeque(2) {
                        @Override
                        boolean startWithFence(CoroutineImpl<?> child) {
                            return true;
                        }

                        @Override
                        void fenceOfSteal() {
                            VarHandle.fullFence();
                        }
                    });
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
}
