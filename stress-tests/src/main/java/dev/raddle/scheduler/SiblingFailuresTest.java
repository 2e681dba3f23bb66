package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A right half fails elsewhere: its interrupt reaches the left half, never an uncancellable section
 * or what comes after the join, and takes nobody else's with it.
 */
class SiblingFailuresTest {

    /** A host whose thread is no more than a flag. */
    static final class Stack extends SiblingFailures {
        volatile boolean interrupted;
    }

    /** A parent of a stolen half; its sections are those of a real coroutine. */
    static final class Failing extends SiblingFailure {
        private final Stack stack;
        private final CancelStateTest.Simulated parent;

        Failing(Stack stack, CancelStateTest.Simulated parent) {
            this.stack = stack;
            this.parent = parent;
        }

        @Override
        boolean isParentUncancellable() {
            return parent.isUncancellable();
        }

        @Override
        void interruptParent() {
            stack.interrupted = true;
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The left half ended first.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The right half failed first.")
    @Outcome(expect = FORBIDDEN, desc = "Both were first, or nobody; or one told in vain.")
    @State
    public static class WhoWasFirst {
        private final Together together = new Together();
        private final Stack stack = new Stack();
        private final Failing right = new Failing(stack, new CancelStateTest.Simulated());

        @Actor
        public void parent(ZZ_Result r) {
            together.begin();
            r.r1 = right.tryEndLeft();
        }

        @Actor
        public void right() {
            together.begin();
            right.tell(stack);
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r2 = right.wasFirst() && stack.interrupted && stack.hasFailedSibling();
        }
    }

    /** The left half enters and leaves an uncancellable section meanwhile. */
    abstract static class Section {
        private final Together together = new Together();
        final Stack stack = new Stack();
        final CancelStateTest.Simulated parent = new CancelStateTest.Simulated();
        private final Failing right = new Failing(stack, parent);

        Section() {
            parent.tryStart();
        }

        final boolean enterAndLeave() {
            together.begin();
            parent.enterUncancellable();
            if (stack.hasFailedSibling()) {
                awaitInterrupters();
                stack.interrupted = false;
            }
            for (int i = 0; i < 8; i++) {
                Thread.onSpinWait(); // time for an interrupt to come
            }
            boolean inside = stack.interrupted;
            parent.leaveUncancellable();
            if (stack.isSiblingFailureDue()) {
                stack.interrupted = true;
            }
            return inside;
        }

        void awaitInterrupters() {
            stack.awaitInterrupters();
        }

        final void fail() {
            together.begin();
            right.tell(stack);
        }
    }

    @JCStressTest
    @Outcome(
            id = "false, true",
            expect = ACCEPTABLE,
            desc = "Failed before: kept for the end; inside: seen at the end; or after.")
    @Outcome(expect = FORBIDDEN, desc = "Interrupted inside, or the failure was lost.")
    @State
    public static class FailureOrSection extends Section {
        @Actor
        public void left(ZZ_Result r) {
            r.r1 = enterAndLeave();
        }

        @Actor
        public void right() {
            fail();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r2 = stack.interrupted;
        }
    }

    /** An inner join settles its failure while the outer one's right half fails. */
    abstract static class Settling {
        private final Together together = new Together();
        private final Stack stack = new Stack();
        private final CancelStateTest.Simulated parent = new CancelStateTest.Simulated();
        private final Failing inner = new Failing(stack, parent);
        private final Failing outer = new Failing(stack, parent);

        Settling() {
            parent.tryStart();
            inner.tell(stack);
        }

        /** What {@link StolenBranch} does. */
        final void settle() {
            together.begin();
            inner.awaitInterrupter();
            stack.remove(inner);
            clear(stack);
        }

        abstract void clear(Stack stack);

        final void failOuter() {
            together.begin();
            outer.tell(stack);
        }

        final void look(ZZZ_Result r) {
            r.r1 = stack.interrupted;
            r.r2 = stack.isSiblingFailureDue();
            stack.remove(outer);
            r.r3 = stack.hasFailedSibling();
        }
    }

    @JCStressTest
    @Outcome(
            id = "true, true, false",
            expect = ACCEPTABLE,
            desc = "The outer interrupt came after the clearing, or its failure was seen then.")
    @Outcome(expect = FORBIDDEN, desc = "The outer failure or its interrupt was lost.")
    @State
    public static class SettleOrFailure extends Settling {
        @Override
        void clear(Stack stack) {
            stack.interrupted = false;
            if (stack.isSiblingFailureDue()) {
                stack.interrupted = true;
            }
        }

        @Actor
        public void parent() {
            settle();
        }

        @Actor
        public void right() {
            failOuter();
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            look(r);
        }
    }
}
