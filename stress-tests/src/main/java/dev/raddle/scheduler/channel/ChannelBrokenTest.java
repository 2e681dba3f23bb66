package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** {@link ChannelTest} over channels with broken parts. */
class ChannelBrokenTest {

    /** Drops what nobody waits for, as a receiver would. */
    static final class PollsLeft extends SlowTurns {
        PollsLeft(Ring<Integer> ring) {
            super(ring);
        }

        @Override
        Integer takeLeft() {
            return ring().poll();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No receiver came between.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc =
                    "CAUGHT: the cancel was diverted by a receiver that takes one; one is"
                            + " forgotten.")
    @State
    public static class CancelIsDiverted extends ChannelTest.Cancelling {
        public CancelIsDiverted() {
            super(PollsLeft::new);
        }

        @Actor
        public void receiver() {
            receive();
        }

        @Actor
        public void canceller() {
            sendAndCancel();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    /** Believes what is said first. */
    static final class Believes extends Turns<Integer> {
        Believes(Ring<Integer> ring) {
            super(ring);
        }

        @Override
        boolean isClosed() {
            return saysClosed();
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Closed.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Open, and sent.")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Open; closed; not sent.")
    @Outcome(
            id = "true, true",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: said to be closed; sent; closed.")
    @State
    public static class ClosedAndSent extends ChannelTest.SlowClose {
        public ClosedAndSent() {
            super(Believes::new);
        }

        @Actor
        public void closer() {
            close();
        }

        @Actor
        public void sender(ZZ_Result r) {
            lookAndSend(r);
        }
    }

    /** The tail of the smaller ring stays open. */
    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Nobody sent to the smaller ring.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: all was moved; sent to the smaller ring; that was exchanged: lost.")
    @State
    public static class SmallerRingStaysOpen extends ChannelTest.TwoGrow {
        public SmallerRingStaysOpen() {
            super(
                    new SlowRing(
                            1,
                            new End(1) {
                                @Override
                                void close() {}
                            },
                            new End(0)));
        }

        @Actor
        public void one() {
            send(1);
        }

        @Actor
        public void two() {
            send(101);
        }

        @Arbiter
        public void end(III_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "They met.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "The time of one was over before.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: served, not told yet, and left: one believes that they met.")
    @State
    public static class LeaveBlindly extends ChannelTest.ShortWaits {
        public LeaveBlindly() {
            super(TurnsBrokenTest.LeavesBlindly::new);
        }

        @Actor
        public void sender(ZI_Result r) {
            r.r1 = send();
        }

        @Actor
        public void receiver(ZI_Result r) {
            r.r2 = receive();
        }
    }
}
