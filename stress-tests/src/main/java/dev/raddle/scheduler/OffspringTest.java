package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The owner registers a child without a fence while somebody cancels; whoever starts the child
 * looks again. That look is the engine's part of the protocol, and so it is the test's here.
 */
class OffspringTest {
    static class StartOrCancel {
        private final Together together = new Together();
        private final Member<?> child = Children.create();
        private final Offspring offspring = new Offspring(null, null);
        private boolean runs;

        final void forkAndStart() {
            together.begin();
            offspring.register(child);
            runs = start();
        }

        /** Broken on purpose by a twin. */
        boolean start() {
            return claim() && !mustNotBegin();
        }

        final boolean claim() {
            return child.tryStart();
        }

        final boolean mustNotBegin() {
            return offspring.isMarked();
        }

        final void cancel() {
            together.begin();
            if (offspring.markCancelled()) {
                for (Member<?> m = offspring.newest(); m != null; m = m.next) {
                    m.requestCancel(true);
                }
            }
        }

        final boolean runsUntold() {
            return runs && !child.isCancelRequested();
        }
    }

    @JCStressTest
    @Outcome(
            id = "false",
            expect = ACCEPTABLE,
            desc = "The canceller found it, or it saw the flag.")
    @Outcome(expect = FORBIDDEN, desc = "The child runs, and nobody tells it.")
    @State
    public static class StartOrCancelled extends StartOrCancel {
        @Actor
        public void owner() {
            forkAndStart();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(Z_Result r) {
            r.r1 = runsUntold();
        }
    }

    /** The same one level further up: the owner is cancelled, just as it opens its scope. */
    static class OpenOrCancel {
        private static final VarHandle OPENED;

        static {
            try {
                OPENED =
                        MethodHandles.lookup()
                                .findVarHandle(OpenOrCancel.class, "opened", Offspring.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final Together together = new Together();
        private final Member<?> owner = Children.create();
        private final Member<?> child = Children.create();
        private volatile Offspring opened;
        private boolean runs;

        OpenOrCancel() {
            owner.tryStart();
        }

        final void openForkAndStart() {
            together.begin();
            var offspring = new Offspring(null, null);
            OPENED.setRelease(this, offspring); // as CoroutineImpl.pushScope does
            offspring.register(child);
            runs = start(offspring);
        }

        /** Broken on purpose by a twin. */
        boolean start(Offspring offspring) {
            return claim() && !mustNotBegin(offspring);
        }

        final boolean claim() {
            return child.tryStart();
        }

        final boolean mustNotBegin(Offspring offspring) {
            return offspring.isMarked() || owner.isCancelDue();
        }

        final void cancel() {
            together.begin();
            owner.requestCancel(true);
            Offspring seen = opened;
            if (seen != null && seen.markCancelled()) {
                for (Member<?> m = seen.newest(); m != null; m = m.next) {
                    m.requestCancel(true);
                }
            }
        }

        final boolean runsUntold() {
            return runs && !child.isCancelRequested();
        }
    }

    @JCStressTest
    @Outcome(
            id = "false",
            expect = ACCEPTABLE,
            desc = "The canceller found the scope and the child, or the owner's mark was seen.")
    @Outcome(expect = FORBIDDEN, desc = "The child runs, and nobody tells it.")
    @State
    public static class OpenOrCancelled extends OpenOrCancel {
        @Actor
        public void owner() {
            openForkAndStart();
        }

        @Actor
        public void canceller() {
            cancel();
        }

        @Arbiter
        public void end(Z_Result r) {
            r.r1 = runsUntold();
        }
    }

    /** Two others are the first to fork into a scope that is not theirs; then it is cancelled. */
    @JCStressTest
    @Outcome(id = "false", expect = ACCEPTABLE, desc = "Both are in one list, and are reached.")
    @Outcome(expect = FORBIDDEN, desc = "A list was lost, with whoever was in it.")
    @State
    public static class TwoOthers {
        private final Together together = new Together();
        private final Member<?> one = Children.create();
        private final Member<?> two = Children.create();
        private final Offspring offspring = new Offspring(null, null);

        @Actor
        public void one() {
            together.begin();
            offspring.registerByOther(one);
        }

        @Actor
        public void two() {
            together.begin();
            offspring.registerByOther(two);
        }

        @Arbiter
        public void end(Z_Result r) {
            offspring.cancelNow();
            r.r1 = !(one.isCancelled() && two.isCancelled());
        }
    }
}
