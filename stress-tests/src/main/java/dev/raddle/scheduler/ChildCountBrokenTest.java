package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** {@link ChildCountTest} where the owner keeps its count, or looks too early. */
class ChildCountBrokenTest {

    private static ChildCount keepingItsOwn(Runnable unpark) {
        return new ChildCount(null, null) {
            @Override
            void shareOwn() {}

            @Override
            void unpark(Thread waiter) {
                unpark.run();
            }
        };
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Seen before it parks.")
    @Outcome(
            id = "false",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: who ends does not know that it is the last, and unparks nobody.")
    @State
    public static class WaitWithoutSharing extends ChildCountTest.EndOrWait {
        public WaitWithoutSharing() {
            super(ChildCountBrokenTest::keepingItsOwn);
        }

        @Actor
        public void owner() {
            await();
        }

        @Actor
        public void child() {
            endOfLast();
        }

        @Arbiter
        public void end(Z_Result r) {
            r.r1 = isToldOrSees();
        }
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Seen or unparked.")
    @Outcome(
            id = "false",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: one is alive, says the owner; the end finds nobody waiting; it parks.")
    @State
    public static class LookBeforeWaiting extends ChildCountTest.EndOrWait {
        public LookBeforeWaiting() {
            super(ChildCountTest::intact);
        }

        @Override
        boolean mustPark(ChildCount children) {
            boolean alive = children.hasPending();
            children.beginWaiting();
            return alive;
        }

        @Actor
        public void owner() {
            await();
        }

        @Actor
        public void child() {
            endOfLast();
        }

        @Arbiter
        public void end(Z_Result r) {
            r.r1 = isToldOrSees();
        }
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Seen or unparked.")
    @Outcome(
            id = "false",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: what it forked while it waited is in its own count; nobody unparks it.")
    @State
    public static class ForkWithoutSharing extends ChildCountTest.EndOrFork {
        public ForkWithoutSharing() {
            super(ChildCountTest::intact);
        }

        @Override
        boolean mustPark(ChildCount children) {
            return children.hasPending();
        }

        @Actor
        public void owner() {
            forkAndAwait();
        }

        @Actor
        public void children() {
            endOfBoth();
        }

        @Arbiter
        public void end(Z_Result r) {
            r.r1 = isToldOrSees();
        }
    }
}
