package dev.raddle.scheduler.pipeline;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.raddle.scheduler.Together;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * The sink of a pipeline: two runners complete the first two cells at once, and both results are
 * passed on, in order. That the holder looks again after its release is the run's part of the
 * protocol, and so it is the test's here.
 */
class OutletTest {

    abstract static class TwoComplete {
        private final Together together = new Together();
        private final Cell<Integer, Integer> first = new Cell<>(null);
        private final Cell<Integer, Integer> one = new Cell<>(1);
        private final Cell<Integer, Integer> two = new Cell<>(2);
        private final Outlet<Integer, Integer> outlet = new Outlet<>(this::accept, first);
        private int last;
        private boolean outOfOrder;

        TwoComplete() {
            first.append(one);
            one.append(two);
        }

        private void accept(Integer result) {
            outOfOrder |= result != last + 1;
            last = result;
        }

        final void completeOne() {
            together.begin();
            one.complete(1);
            deliver(outlet);
        }

        final void completeTwo() {
            together.begin();
            two.complete(2);
            deliver(outlet);
        }

        void deliver(Outlet<Integer, Integer> outlet) {
            while (outlet.isDue() && outlet.tryAcquire()) {
                passAll(outlet);
            }
        }

        static void passAll(Outlet<Integer, Integer> outlet) {
            try {
                while (outlet.passOne()) {}
            } catch (Exception e) {
                throw new AssertionError("our sink does not throw", e);
            }
            outlet.release();
        }

        final void look(IZ_Result r) {
            r.r1 = last;
            r.r2 = outOfOrder;
        }
    }

    @JCStressTest
    @Outcome(id = "2, false", expect = ACCEPTABLE, desc = "One of the two has passed on each.")
    @Outcome(expect = FORBIDDEN, desc = "A result was left lying, or passed on twice or too early.")
    @State
    public static class BothComplete extends TwoComplete {
        @Actor
        public void one() {
            completeOne();
        }

        @Actor
        public void two() {
            completeTwo();
        }

        @Arbiter
        public void end(IZ_Result r) {
            look(r);
        }
    }
}
