package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.raddle.Coroutine;
import dev.raddle.Joiner;
import dev.raddle.Pinning;
import dev.raddle.Scheduler;
import dev.raddle.ScopeOptions;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.I_Result;

import java.util.concurrent.atomic.AtomicInteger;

/** A scope's joiner is called once for each child, one call at a time, before the owner goes on. */
class VerdictsTest {
    static final ScopeOptions OPTIONS =
            ScopeOptions.defaults()
                    .withScheduler(Scheduler.builder().carriers(1).pinning(Pinning.none()).open());

    /** Counts calls without any care for other threads, and looks whether that was right. */
    static final class Counting implements Joiner<Object, Integer> {
        private final AtomicInteger inside = new AtomicInteger();
        private int calls;
        private volatile boolean overlapped;

        @Override
        public boolean onComplete(Coroutine<?> child) {
            if (inside.incrementAndGet() != 1) {
                overlapped = true;
            }
            calls++;
            inside.decrementAndGet();
            return false;
        }

        @Override
        public Integer result() {
            return calls;
        }

        boolean overlapped() {
            return overlapped;
        }
    }

    /** How verdicts are made. */
    interface Maker {
        Verdicts<Object, Integer> make(ScopeImpl<Object, Integer> scope, Counting joiner);
    }

    abstract static class TwoEnd {
        private final Together together = new Together();
        private final Counting joiner = new Counting();
        private final Verdicts<Object, Integer> verdicts;

        TwoEnd(Maker maker) {
            verdicts = maker.make(ScopeImpl.open(null, OPTIONS), joiner);
        }

        final void end(int number) {
            together.begin();
            verdicts.add(Children.numbered(number));
        }

        final void look(IZ_Result r) {
            r.r1 = verdicts.result();
            r.r2 = joiner.overlapped();
        }
    }

    @JCStressTest
    @Outcome(id = "2, false", expect = ACCEPTABLE, desc = "One after the other.")
    @Outcome(expect = FORBIDDEN, desc = "Called at once, too often or not often enough.")
    @State
    public static class TwoEndAtOnce extends TwoEnd {
        public TwoEndAtOnce() {
            super(Verdicts::new);
        }

        @Actor
        public void one() {
            end(1);
        }

        @Actor
        public void two() {
            end(2);
        }

        @Arbiter
        public void end(IZ_Result r) {
            look(r);
        }
    }

    /**
     * A whole scope, whose owner is a thread: its children run on a carrier or are cancelled
     * before. The owner's join returns, which is the scope's {@code pending} against {@code
     * waiting}, and then it sees both calls.
     */
    @JCStressTest
    @Outcome(id = "2", expect = ACCEPTABLE, desc = "Both calls came before the join returned.")
    @Outcome(expect = FORBIDDEN, desc = "The owner went on too early.")
    @State
    public static class OwnerSeesAll {
        private static final int PATIENCE = 1_000_000;

        private volatile Coroutine<?> forked;

        @Actor
        public void owner(I_Result r) {
            ScopeImpl<Object, Integer> scope = ScopeImpl.open(new Counting(), OPTIONS);
            scope.fork(() -> 1);
            forked = scope.fork(() -> 2);
            r.r1 = scope.join();
            scope.close();
        }

        @Actor
        public void canceller() {
            for (int spins = 0; spins < PATIENCE && forked == null; spins++) {
                Thread.onSpinWait();
            }
            if (forked != null) {
                forked.cancel();
            }
        }
    }
}
