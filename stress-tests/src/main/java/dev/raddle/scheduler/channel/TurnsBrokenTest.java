package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import dev.raddle.scheduler.channel.Ring.Offered;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** {@link TurnsTest} with a step left out, or two in the wrong order. */
class TurnsBrokenTest {

    /** W4 before W2. */
    static final class LooksFirst extends Turns<Integer> {
        LooksFirst(Ring<Integer> ring) {
            super(ring);
        }

        @Override
        void settle(TurnList<Integer> woken) {
            serve(woken);
            announce();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "One saw the other.")
    @Outcome(
            id = "0, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: no item, saw the receiver; sent, nobody waits, saw the sender; waits.")
    @State
    public static class ReceiverLooksFirst extends TurnsTest.SendAndWait {
        public ReceiverLooksFirst() {
            super(LooksFirst::new);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver() {
            await();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1, 1", expect = ACCEPTABLE, desc = "One saw the other.")
    @Outcome(
            id = "false, 1, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: no room, saw the sender; received, nobody waits; then it waits.")
    @State
    public static class SenderLooksFirst extends TurnsTest.ReceiveAndWait {
        public SenderLooksFirst() {
            super(LooksFirst::new);
        }

        @Actor
        public void receiver() {
            receive();
        }

        @Actor
        public void sender() {
            await();
        }

        @Arbiter
        public void end(ZII_Result r) {
            look(r);
        }
    }

    /** R3 before R1. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "One saw the other.")
    @Outcome(
            id = "0, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: nobody waits, saw the sender; the receiver waits, no item; sent.")
    @State
    public static class LooksBeforeSending extends TurnsTest.SendAndWait {
        public LooksBeforeSending() {
            super(Turns::new);
        }

        @Override
        boolean offer(int item) {
            boolean isAwaited = turns.hasReceivers();
            boolean sent = ring.offer(item) == Offered.DONE;
            if (isAwaited) {
                turns.settleAndWake();
            }
            return sent;
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver() {
            await();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    /** Without W3. */
    static final class Open extends End {
        Open(long limit) {
            super(limit);
        }

        @Override
        void divert() {}
    }

    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The sender was in time to serve the first.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: sent; polled by who came later, before the first is served or while.")
    @State
    public static class ReceiverIsNotDiverted extends TurnsTest.LateReceiver {
        public ReceiverIsNotDiverted() {
            super(new Ring<>(capacity(), new End(capacity()), new Open(0)));
        }

        @Actor
        public void sender() {
            sendTwo();
        }

        @Actor
        public void receiver() {
            receive();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 2", expect = ACCEPTABLE, desc = "The receiver was in time.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: received; sent by who came later, before the first is served or while.")
    @State
    public static class SenderIsNotDiverted extends TurnsTest.LateSender {
        public SenderIsNotDiverted() {
            super(new Ring<>(capacity(), new Open(capacity()), new End(0)));
        }

        @Actor
        public void receiver() {
            receive();
        }

        @Actor
        public void sender() {
            sendLate();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            look(r);
        }
    }

    /** Says that nobody waits before it lets pass, and takes its time. */
    static final class SaysFirst extends Turns<Integer> {
        SaysFirst(Ring<Integer> ring) {
            super(ring);
        }

        @Override
        void change(int before, int now) {
            tell(now);
            SlowRing.dawdle();
            letPass(before & ~now);
            divert(now & ~before);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Let pass in time.")
    @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "The first came late.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The first came second.")
    @Outcome(
            id = "1, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: served, nobody waits; the second was sent; diverted for nobody.")
    @State
    public static class DivertedForNobody extends TurnsTest.SendThenReceive {
        public DivertedForNobody() {
            super(SaysFirst::new);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void both() {
            sendAndReceive();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    /** Looks whether it was told, not whether it was served. */
    static final class LeavesBlindly extends Turns<Integer> {
        LeavesBlindly(Ring<Integer> ring) {
            super(ring);
        }

        @Override
        boolean withdraw(Turn<Integer> turn) {
            if (turn.isSettled()) {
                return false;
            }
            super.withdraw(turn);
            return true;
        }
    }

    @JCStressTest
    @Outcome(id = "true, 0, 1", expect = ACCEPTABLE, desc = "Withdrawn.")
    @Outcome(id = "false, 1, 0", expect = ACCEPTABLE, desc = "Served.")
    @Outcome(
            id = "true, 0, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: served, not told yet, and left: the item is lost.")
    @State
    public static class ReceiverLeavesBlindly extends TurnsTest.ReceiverLeaves {
        public ReceiverLeavesBlindly() {
            super(LeavesBlindly::new);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver() {
            withdraw();
        }

        @Arbiter
        public void end(ZII_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "Withdrawn.")
    @Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "Sent.")
    @Outcome(
            id = "true, true, 2",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: sent, not told yet, and left: the item was sent and is the sender's.")
    @State
    public static class SenderLeavesBlindly extends TurnsTest.SenderLeaves {
        public SenderLeavesBlindly() {
            super(LeavesBlindly::new);
        }

        @Actor
        public void receiver() {
            receive();
        }

        @Actor
        public void sender() {
            withdraw();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            look(r);
        }
    }

    /** Looks whether somebody is to be told of the close, and then closes. */
    static final class LooksBeforeClosing extends Turns<Integer> {
        LooksBeforeClosing(Ring<Integer> ring) {
            super(ring);
        }

        @Override
        void close(Throwable reason) {
            if (hasReceivers()) {
                super.close(reason);
            } else {
                shut();
            }
        }
    }

    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "One saw the other.")
    @Outcome(
            id = "false, false",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: nobody waits, saw the close; the receiver waits; closed, told nobody.")
    @State
    public static class CloserLooksFirst extends TurnsTest.CloseAndWait {
        public CloserLooksFirst() {
            super(LooksBeforeClosing::new);
        }

        @Actor
        public void closer() {
            close();
        }

        @Actor
        public void receiver() {
            await();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "Sent before the close.")
    @Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "Closed before.")
    @Outcome(
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: sent; the close found the slot empty, and served the receiver so.")
    @State
    public static class CloserDoesNotWaitForSlot extends TurnsTest.CloseAndSend {
        public CloserDoesNotWaitForSlot() {
            super(
                    new SlowRing(1) {
                        @Override
                        boolean isThere(Object seen) {
                            return true;
                        }
                    });
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void closer() {
            close();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            look(r);
        }
    }
}
