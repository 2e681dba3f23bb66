package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LZZ_Result;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZL_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Who may start a coroutine, and that an interrupt reaches this coroutine only: never the next one
 * on the same host, and never an uncancellable section (invariant 7).
 */
class CancelStateTest {

    /** A coroutine whose host is no more than a flag. */
    static class Simulated extends CancelState<Object> {
        volatile boolean interrupted;

        @Override
        void wakeHost() {}

        @Override
        void interruptHost() {
            interrupted = true;
        }

        final Verdict cancelAndDeliver() {
            Verdict verdict = requestCancel(true);
            if (verdict == Verdict.INTERRUPT) {
                deliver();
            }
            return verdict;
        }
    }

    @JCStressTest
    @Outcome(id = "true, INTERRUPT", expect = ACCEPTABLE, desc = "Started, then cancelled.")
    @Outcome(id = "false, NEVER_STARTS", expect = ACCEPTABLE, desc = "Cancelled in time.")
    @Outcome(expect = FORBIDDEN, desc = "Started and cancelled before, or neither.")
    @State
    public static class StartOrCancel {
        private final Together together = new Together();
        private final Simulated coroutine = new Simulated();

        @Actor
        public void starter(ZL_Result r) {
            together.begin();
            r.r1 = coroutine.tryStart();
        }

        @Actor
        public void canceller(ZL_Result r) {
            together.begin();
            r.r2 = coroutine.requestCancel(true);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "One was first.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The other was first.")
    @Outcome(expect = FORBIDDEN, desc = "Both have to complete it, or nobody.")
    @State
    public static class TwoCancel {
        private final Together together = new Together();
        private final Simulated coroutine = new Simulated();

        @Actor
        public void one(ZZ_Result r) {
            together.begin();
            r.r1 = coroutine.requestCancel(true) == CancelState.Verdict.NEVER_STARTS;
        }

        @Actor
        public void two(ZZ_Result r) {
            together.begin();
            r.r2 = coroutine.requestCancel(true) == CancelState.Verdict.NEVER_STARTS;
        }
    }

    /** A coroutine ends, and its host goes on, while somebody cancels it. */
    abstract static class EndOrInterrupt {
        private final Together together = new Together();
        private final Simulated coroutine;

        EndOrInterrupt(Simulated coroutine) {
            this.coroutine = coroutine;
            coroutine.tryStart();
        }

        final void end() {
            together.begin();
            Completion.tell(coroutine.publish(Completion.success(null)));
            if (coroutine.settleInterrupt()) {
                coroutine.interrupted = false;
            }
        }

        final CancelState.Verdict cancel() {
            together.begin();
            return coroutine.cancelAndDeliver();
        }

        final boolean isNextInterrupted() {
            return coroutine.interrupted;
        }
    }

    @JCStressTest
    @Outcome(id = "NOTHING, false", expect = ACCEPTABLE, desc = "It had ended.")
    @Outcome(
            id = "INTERRUPT, false",
            expect = ACCEPTABLE,
            desc =
                    "The canceller saw the outcome, or the coroutine waited and cleared the"
                            + " interrupt.")
    @Outcome(expect = FORBIDDEN, desc = "The next one on the host is interrupted.")
    @State
    public static class EndOrInterrupted extends EndOrInterrupt {
        public EndOrInterrupted() {
            super(new Simulated());
        }

        @Actor
        public void coroutine() {
            end();
        }

        @Actor
        public void canceller(LZ_Result r) {
            r.r1 = cancel();
        }

        @Arbiter
        public void next(LZ_Result r) {
            r.r2 = isNextInterrupted();
        }
    }

    /** The same with a real coroutine on a real host, which no carrier mounts. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Not interrupted at all.")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Interrupted before its end returned.")
    @Outcome(expect = FORBIDDEN, desc = "An interrupt arrived when the host had gone on.")
    @State
    public static class RunOrInterrupt {
        private static final Engine ENGINE =
                new Engine("stress", new int[][] {{}}, 2, 2, System::nanoTime, () -> {});

        private final Together together = new Together();
        private final Host host = new Host(ENGINE.carrier(0));
        private final CoroutineImpl<Object> coroutine = Children.create();

        @Actor
        public void host(ZZ_Result r) {
            together.begin();
            if (coroutine.tryStart()) {
                coroutine.complete(coroutine.runBody(host));
            }
            r.r1 = host.thread().isInterrupted();
        }

        @Actor
        public void canceller() {
            together.begin();
            coroutine.cancel(true);
        }

        @Arbiter
        public void next(ZZ_Result r) {
            r.r2 = host.thread().isInterrupted();
        }
    }

    /** It enters and leaves an uncancellable section while somebody cancels it. */
    @JCStressTest
    @Outcome(
            id = "INTERRUPT, false, true",
            expect = ACCEPTABLE,
            desc = "Interrupted before, kept for the end; or after.")
    @Outcome(id = "LATER, false, true", expect = ACCEPTABLE, desc = "Cancelled inside: at the end.")
    @Outcome(expect = FORBIDDEN, desc = "Interrupted inside, or the cancellation was lost.")
    @State
    public static class SectionOrInterrupt {
        private final Together together = new Together();
        private final Simulated coroutine = new Simulated();

        public SectionOrInterrupt() {
            coroutine.tryStart();
        }

        @Actor
        public void coroutine(LZZ_Result r) {
            together.begin();
            coroutine.enterUncancellable();
            if (coroutine.isCancelRequested()) {
                coroutine.interrupted = false;
            }
            r.r2 = coroutine.interrupted;
            if (coroutine.leaveUncancellable()) {
                coroutine.interrupted = true;
            }
        }

        @Actor
        public void canceller(LZZ_Result r) {
            together.begin();
            r.r1 = coroutine.cancelAndDeliver();
        }

        @Arbiter
        public void end(LZZ_Result r) {
            r.r3 = coroutine.interrupted && coroutine.isCancelDue();
        }
    }

    /** A real coroutine ends by itself, or is cancelled before it starts; a waiter joins it. */
    @JCStressTest
    @Outcome(id = "SUCCESS, 1", expect = ACCEPTABLE, desc = "It ran; whoever waited was told.")
    @Outcome(id = "CANCELLED, 1", expect = ACCEPTABLE, desc = "It never ran; the waiter was told.")
    @Outcome(expect = FORBIDDEN, desc = "It ended twice or never, or the waiter waits for ever.")
    @State
    public static class CompleteOrJoinOrCancel {
        private static final Engine ENGINE =
                new Engine("stress", new int[][] {{}}, 2, 2, System::nanoTime, () -> {});

        private final Together together = new Together();
        private final Host host = new Host(ENGINE.carrier(0));
        private final CoroutineImpl<Object> coroutine = Children.create();
        private final CompletionTest.Counting waiter = new CompletionTest.Counting();
        private boolean added;

        @Actor
        public void carrier() {
            together.begin();
            if (coroutine.tryStart()) {
                coroutine.complete(coroutine.runBody(host));
            }
        }

        @Actor
        public void joinerAndCanceller() {
            together.begin();
            added = coroutine.add(waiter);
            coroutine.cancel(false);
        }

        @Arbiter
        public void end(LI_Result r) {
            r.r1 = coroutine.state();
            r.r2 = added ? waiter.told() : 1;
        }
    }
}
