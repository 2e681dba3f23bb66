package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * The owner waits for the last child, which it has forked itself and so has counted without an
 * atomic step, while that ends elsewhere.
 */
class ChildCountTest {
    static class EndOrWait {
        private final Together together = new Together();
        private final ChildCount count;
        private volatile boolean unparked;
        private boolean parks;

        EndOrWait(Maker maker) {
            count = maker.make(() -> unparked = true);
            for (int i = 0; i < 3; i++) {
                count.countOwn();
            }
            count.countEndInside();
            count.countEnd(); // so pending is below 0
        }

        /** Makes a count, or a broken one, that does this instead of unparking. */
        interface Maker {
            ChildCount make(Runnable unpark);
        }

        final void await() {
            together.begin();
            parks = mustPark(count);
        }

        /** Broken on purpose by a twin. */
        boolean mustPark(ChildCount children) {
            children.beginWaiting();
            return children.mustPark();
        }

        final void endOfLast() {
            together.begin();
            count.countEnd();
        }

        final boolean isToldOrSees() {
            return (!parks || unparked) && !count.hasPending();
        }
    }

    /**
     * The owner waits, and runs code of users meanwhile, which forks one more; then it looks again,
     * and the two children end, the one that was there and the new one.
     */
    abstract static class EndOrFork {
        private final Together together = new Together();
        private final ChildCount count;
        private final Object forked = new Object();
        private volatile Object seen;
        private volatile boolean unparked;
        private boolean parks;

        EndOrFork(EndOrWait.Maker maker) {
            count = maker.make(() -> unparked = true);
            count.countOther();
        }

        final void forkAndAwait() {
            together.begin();
            count.beginWaiting();
            count.mustPark();
            count.countOwn();
            seen = forked;
            parks = mustPark(count);
        }

        /** Broken on purpose by a twin. */
        boolean mustPark(ChildCount children) {
            return children.mustPark();
        }

        final void endOfBoth() {
            together.begin();
            count.countEnd();
            while (seen == null) {
                Thread.onSpinWait();
            }
            count.countEnd();
        }

        final boolean isToldOrSees() {
            return (!parks || unparked) && !count.hasPending();
        }
    }

    static ChildCount intact(Runnable unpark) {
        return new ChildCount(null, null) {
            @Override
            void unpark(Thread waiter) {
                unpark.run();
            }
        };
    }

    @JCStressTest
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Seen before it parks, or unparked, or both.")
    @Outcome(expect = FORBIDDEN, desc = "It parks for ever.")
    @State
    public static class EndOrWaited extends EndOrWait {
        public EndOrWaited() {
            super(ChildCountTest::intact);
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
    @Outcome(id = "true", expect = ACCEPTABLE, desc = "Seen before it parks, or unparked, or both.")
    @Outcome(expect = FORBIDDEN, desc = "It parks for ever.")
    @State
    public static class EndOrForked extends EndOrFork {
        public EndOrForked() {
            super(ChildCountTest::intact);
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
