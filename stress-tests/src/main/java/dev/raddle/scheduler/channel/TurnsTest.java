package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.raddle.scheduler.Together;
import dev.raddle.scheduler.channel.Ring.Offered;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import java.util.function.Function;

/**
 * Those who wait at a channel's ends. Nobody parks here: who waits is in the list and looks at the
 * end whether it was served. That the steps in the ring are followed by a look at who waits is the
 * channel's part of the protocol, and so it is the tests' here.
 */
class TurnsTest {
    static final int PATIENCE = 500;

    /** A channel's ring and turns, for two actors. */
    abstract static class Meeting {
        private final Together together = new Together();
        final Ring<Integer> ring;
        final Turns<Integer> turns;

        Meeting(Ring<Integer> ring, Function<Ring<Integer>, Turns<Integer>> turns) {
            this.ring = ring;
            this.turns = turns.apply(ring);
        }

        Meeting(int capacity, Function<Ring<Integer>, Turns<Integer>> turns) {
            this(new SlowRing(capacity), turns);
        }

        final void begin() {
            together.begin();
        }

        boolean offer(int item) {
            if (ring.offer(item) != Offered.DONE) {
                return false;
            }
            turns.itemAdded();
            return true;
        }

        int poll() {
            Integer item = ring.poll();
            if (item == null) {
                return 0;
            }
            turns.roomMade();
            return item;
        }

        final Turn<Integer> toReceive() {
            return Turn.toReceive(turns, null);
        }

        final Turn<Integer> toSend(int item) {
            return Turn.toSend(turns, null, item);
        }

        /** What it has received, 0 while it waits or if it was told that there is nothing. */
        static int received(Turn<Integer> receiver) {
            return receiver.isSettled() ? SlowRing.number(receiver.item()) : 0;
        }

        static boolean isSent(Turn<Integer> sender) {
            return sender.isSettled() && !sender.isClosed();
        }

        static boolean isClosed(Turn<Integer> turn) {
            return turn.isSettled() && turn.isClosed();
        }
    }

    // ---- Waiting -------------------------------------------------------------------------------

    abstract static class SendAndWait extends Meeting {
        private final Turn<Integer> receiver = toReceive();

        SendAndWait(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(1, turns);
        }

        final void send() {
            begin();
            offer(1);
        }

        final void await() {
            begin();
            turns.await(receiver);
        }

        final void look(II_Result r) {
            r.r1 = received(receiver);
            r.r2 = ring.size();
        }
    }

    @JCStressTest
    @Outcome(
            id = "1, 0",
            expect = ACCEPTABLE,
            desc = "The receiver saw the item when it had told that it waits, or the sender that.")
    @Outcome(expect = FORBIDDEN, desc = "The receiver waits, and the item lies in the ring.")
    @State
    public static class ItemOrReceiver extends SendAndWait {
        public ItemOrReceiver() {
            super(Turns::new);
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

    /** A full ring. */
    abstract static class ReceiveAndWait extends Meeting {
        private final Turn<Integer> sender = toSend(2);
        private int received;

        ReceiveAndWait(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(1, turns);
            ring.offer(1);
        }

        final void receive() {
            begin();
            received = poll();
        }

        final void await() {
            begin();
            turns.await(sender);
        }

        final void look(ZII_Result r) {
            r.r1 = isSent(sender);
            r.r2 = received;
            r.r3 = ring.size();
        }
    }

    @JCStressTest
    @Outcome(
            id = "true, 1, 1",
            expect = ACCEPTABLE,
            desc = "The sender saw the room when it had told that it waits, or the receiver that.")
    @Outcome(expect = FORBIDDEN, desc = "The sender waits, and there is room.")
    @State
    public static class RoomOrSender extends ReceiveAndWait {
        public RoomOrSender() {
            super(Turns::new);
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

    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "Who came second served both.")
    @Outcome(expect = FORBIDDEN, desc = "Both wait, or the item was lost.")
    @State
    public static class Rendezvous extends Meeting {
        private final Turn<Integer> sender = toSend(1);
        private final Turn<Integer> receiver = toReceive();

        public Rendezvous() {
            super(0, Turns::new);
        }

        @Actor
        public void sender() {
            begin();
            turns.await(sender);
        }

        @Actor
        public void receiver() {
            begin();
            turns.await(receiver);
        }

        @Arbiter
        public void end(ZI_Result r) {
            r.r1 = isSent(sender);
            r.r2 = received(receiver);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not served yet.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Served, with what the sender did before.")
    @Outcome(expect = FORBIDDEN, desc = "Settled before it had its item, or what came before it.")
    @State
    public static class SettledWithItem extends Meeting {
        private final Turn<Integer> receiver = toReceive();
        private int written;

        public SettledWithItem() {
            super(1, Turns::new);
            turns.await(receiver);
        }

        @Actor
        public void sender() {
            begin();
            written = 1;
            offer(1);
        }

        @Actor
        public void receiver(II_Result r) {
            begin();
            for (int spins = 0; spins < PATIENCE && !receiver.isSettled(); spins++) {
                Thread.onSpinWait();
            }
            if (receiver.isSettled()) {
                r.r1 = SlowRing.number(receiver.item());
                r.r2 = written;
            }
        }
    }

    // ---- First come, first served --------------------------------------------------------------

    /** One waits to receive; another comes later. */
    abstract static class LateReceiver extends Meeting {
        private final Turn<Integer> first = toReceive();
        private final Turn<Integer> second = toReceive();
        private int polled;

        LateReceiver(Ring<Integer> ring) {
            super(ring, Turns::new);
            turns.await(first);
        }

        static int capacity() {
            return 2;
        }

        final void sendTwo() {
            begin();
            offer(1);
            offer(2);
        }

        final void receive() {
            begin();
            for (int spins = 0; spins < PATIENCE && polled == 0; spins++) {
                polled = poll();
            }
            if (polled == 0) {
                turns.await(second);
            }
        }

        final void look(II_Result r) {
            r.r1 = received(first);
            r.r2 = polled + received(second);
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Who came later got the later item.")
    @Outcome(expect = FORBIDDEN, desc = "Who came later was served first, or somebody never.")
    @State
    public static class ReceiversInTurn extends LateReceiver {
        public ReceiversInTurn() {
            super(new SlowRing(capacity()));
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

    /** A full ring, and one waits to send; another comes later. */
    abstract static class LateSender extends Meeting {
        private final Turn<Integer> first = toSend(2);
        private boolean sent;

        LateSender(Ring<Integer> ring) {
            super(ring, Turns::new);
            ring.offer(1);
            turns.await(first);
        }

        static int capacity() {
            return 1;
        }

        final void receive() {
            begin();
            poll();
        }

        final void sendLate() {
            begin();
            for (int spins = 0; spins < PATIENCE && !sent; spins++) {
                sent = offer(3);
            }
        }

        final void look(ZZI_Result r) {
            r.r1 = isSent(first);
            r.r2 = sent;
            r.r3 = SlowRing.number(ring.itemIn(0));
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 2", expect = ACCEPTABLE, desc = "The room was for who waited.")
    @Outcome(expect = FORBIDDEN, desc = "Who came later has it.")
    @State
    public static class SendersInTurn extends LateSender {
        public SendersInTurn() {
            super(new SlowRing(capacity()));
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

    /** One waits to receive; one sends; one sends and then receives without waiting. */
    abstract static class SendThenReceive extends Meeting {
        private final Turn<Integer> waiting = toReceive();
        private int polled;

        SendThenReceive(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(2, turns);
            this.turns.await(waiting);
        }

        final void send() {
            begin();
            offer(1);
        }

        final void sendAndReceive() {
            begin();
            offer(2);
            polled = poll();
        }

        final void look(II_Result r) {
            r.r1 = received(waiting);
            r.r2 = polled;
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The second item was there for who sent it.")
    @Outcome(
            id = "2, 0",
            expect = ACCEPTABLE,
            desc = "Served with the second; the first came late.")
    @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Served with the second; the first was left.")
    @Outcome(expect = FORBIDDEN, desc = "An item that nobody waits for was there for nobody.")
    @State
    public static class NobodyWaitsAnyMore extends SendThenReceive {
        public NobodyWaitsAnyMore() {
            super(Turns::new);
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

    // ---- Withdrawing ---------------------------------------------------------------------------

    abstract static class ReceiverLeaves extends Meeting {
        private final Turn<Integer> receiver = toReceive();
        private boolean withdrawn;

        ReceiverLeaves(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(1, turns);
            this.turns.await(receiver);
        }

        final void send() {
            begin();
            offer(1);
        }

        final void withdraw() {
            begin();
            withdrawn = receiver.withdraw();
        }

        final void look(ZII_Result r) {
            r.r1 = withdrawn;
            r.r2 = withdrawn ? 0 : received(receiver);
            r.r3 = SlowRing.number(ring.poll()); // not null only if nobody is diverted
        }
    }

    @JCStressTest
    @Outcome(id = "true, 0, 1", expect = ACCEPTABLE, desc = "Withdrawn; the item is for others.")
    @Outcome(id = "false, 1, 0", expect = ACCEPTABLE, desc = "Served; withdrawn in vain.")
    @Outcome(expect = FORBIDDEN, desc = "The item is lost or doubled, or nobody may have it.")
    @State
    public static class WithdrawOrItem extends ReceiverLeaves {
        public WithdrawOrItem() {
            super(Turns::new);
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

    /** A full ring, and one waits to send. */
    abstract static class SenderLeaves extends Meeting {
        private final Turn<Integer> sender = toSend(2);
        private boolean withdrawn;

        SenderLeaves(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(1, turns);
            ring.offer(1);
            this.turns.await(sender);
        }

        final void receive() {
            begin();
            poll();
        }

        final void withdraw() {
            begin();
            withdrawn = sender.withdraw();
        }

        final void look(ZZI_Result r) {
            r.r1 = withdrawn;
            r.r2 = isSent(sender);
            r.r3 = SlowRing.number(ring.poll());
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "Withdrawn, and not sent.")
    @Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "Sent; withdrawn in vain.")
    @Outcome(expect = FORBIDDEN, desc = "The item is lost, or sent and still the sender's.")
    @State
    public static class WithdrawOrRoom extends SenderLeaves {
        public WithdrawOrRoom() {
            super(Turns::new);
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

    /** The first of two leaves: the other is served, and then nobody is diverted. */
    @JCStressTest
    @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "Withdrawn first.")
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Served first.")
    @Outcome(expect = FORBIDDEN, desc = "An item is lost, or lies there while somebody waits.")
    @State
    public static class FirstOfTwoLeaves extends Meeting {
        private final Turn<Integer> first = toReceive();
        private final Turn<Integer> second = toReceive();
        private boolean withdrawn;

        public FirstOfTwoLeaves() {
            super(2, Turns::new);
            turns.await(first);
            turns.await(second);
        }

        @Actor
        public void sender() {
            begin();
            offer(1);
            offer(2);
        }

        @Actor
        public void receiver() {
            begin();
            withdrawn = first.withdraw();
        }

        @Arbiter
        public void end(III_Result r) {
            r.r1 = withdrawn ? 0 : received(first);
            r.r2 = received(second);
            r.r3 = SlowRing.number(ring.poll());
        }
    }

    // ---- Closing -------------------------------------------------------------------------------

    abstract static class CloseAndWait extends Meeting {
        private final Turn<Integer> receiver = toReceive();

        CloseAndWait(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(1, turns);
        }

        final void close() {
            begin();
            turns.close(null);
        }

        final void await() {
            begin();
            turns.await(receiver);
        }

        final void look(ZZ_Result r) {
            r.r1 = receiver.isSettled();
            r.r2 = receiver.isClosed();
        }
    }

    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Told by the close, or saw it.")
    @Outcome(expect = FORBIDDEN, desc = "It waits for ever.")
    @State
    public static class CloseOrReceiver extends CloseAndWait {
        public CloseOrReceiver() {
            super(Turns::new);
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

    /** One waits to receive. */
    abstract static class CloseAndSend extends Meeting {
        private final Turn<Integer> receiver = toReceive();
        private boolean sent;

        CloseAndSend(Ring<Integer> ring) {
            super(ring, Turns::new);
            turns.await(receiver);
        }

        final void send() {
            begin();
            sent = offer(1);
        }

        final void close() {
            begin();
            turns.close(null);
        }

        final void look(ZZI_Result r) {
            r.r1 = sent;
            r.r2 = isClosed(receiver);
            r.r3 = received(receiver);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 1", expect = ACCEPTABLE, desc = "Sent before the close.")
    @Outcome(id = "false, true, 0", expect = ACCEPTABLE, desc = "Closed; the item was not sent.")
    @Outcome(expect = FORBIDDEN, desc = "Sent and not received, or nobody told the receiver.")
    @State
    public static class CloseOrItem extends CloseAndSend {
        public CloseOrItem() {
            super(new SlowRing(1));
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

    /** A full ring. Who waits to send still does after a close, who comes later fails. */
    @JCStressTest
    @Outcome(id = "false, 1, 2", expect = ACCEPTABLE, desc = "Waited before the close: received.")
    @Outcome(id = "true, 1, 0", expect = ACCEPTABLE, desc = "Came after it, and keeps its item.")
    @Outcome(expect = FORBIDDEN, desc = "The item is lost, or sent and still the sender's.")
    @State
    public static class CloseOrSender extends Meeting {
        private final Turn<Integer> sender = toSend(2);

        public CloseOrSender() {
            super(1, Turns::new);
            ring.offer(1);
        }

        @Actor
        public void sender() {
            begin();
            turns.await(sender);
        }

        @Actor
        public void closer() {
            begin();
            turns.close(null);
        }

        @Arbiter
        public void end(ZII_Result r) {
            Turn<Integer> one = toReceive();
            Turn<Integer> two = toReceive();
            turns.await(one);
            turns.await(two);
            r.r1 = isClosed(sender);
            r.r2 = received(one);
            r.r3 = received(two);
        }
    }

    /** A full ring, closed, and one still waits to send. */
    @JCStressTest
    @Outcome(id = "1, 2, true", expect = ACCEPTABLE, desc = "The one first, then the end.")
    @Outcome(id = "2, 1, true", expect = ACCEPTABLE, desc = "The other first, then the end.")
    @Outcome(expect = FORBIDDEN, desc = "Somebody was told of the end while there were items.")
    @State
    public static class ReceiveToTheEnd extends Meeting {
        private final Turn<Integer> one = toReceive();
        private final Turn<Integer> two = toReceive();
        private int polled;

        public ReceiveToTheEnd() {
            super(1, Turns::new);
            ring.offer(1);
            turns.await(toSend(2));
            turns.close(null);
        }

        @Actor
        public void one() {
            begin();
            polled = poll();
            if (polled == 0) {
                turns.await(one);
            }
        }

        @Actor
        public void two() {
            begin();
            turns.await(two);
        }

        @Arbiter
        public void end(IIZ_Result r) {
            Turn<Integer> last = toReceive();
            turns.await(last);
            r.r1 = polled + received(one);
            r.r2 = received(two);
            r.r3 = isClosed(last);
        }
    }

    /** A full ring, and one waits to send. */
    @JCStressTest
    @Outcome(id = "true, false, 0", expect = ACCEPTABLE, desc = "Cancelled before there was room.")
    @Outcome(
            id = "true, false, 1",
            expect = ACCEPTABLE,
            desc = "Cancelled before the receiver came: the item is left to be dropped.")
    @Outcome(id = "false, true, 2", expect = ACCEPTABLE, desc = "Sent, and then dropped.")
    @Outcome(expect = FORBIDDEN, desc = "It waits for ever, or sent and keeps its item.")
    @State
    public static class CancelOrRoom extends Meeting {
        private final Turn<Integer> sender = toSend(2);

        public CancelOrRoom() {
            super(1, Turns::new);
            ring.offer(1);
            turns.await(sender);
        }

        @Actor
        public void receiver() {
            begin();
            poll();
        }

        @Actor
        public void canceller() {
            begin();
            turns.cancel();
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r1 = isClosed(sender);
            r.r2 = isSent(sender);
            r.r3 = SlowRing.number(turns.takeLeft());
        }
    }

    @JCStressTest
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Told by the cancel, or saw it.")
    @Outcome(expect = FORBIDDEN, desc = "It waits for ever.")
    @State
    public static class CancelOrSender extends Meeting {
        private final Turn<Integer> sender = toSend(1);

        public CancelOrSender() {
            super(0, Turns::new);
        }

        @Actor
        public void sender() {
            begin();
            turns.await(sender);
        }

        @Actor
        public void canceller() {
            begin();
            turns.cancel();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r1 = sender.isSettled();
            r.r2 = sender.isClosed();
        }
    }
}
