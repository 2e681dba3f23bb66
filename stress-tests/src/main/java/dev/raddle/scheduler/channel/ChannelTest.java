package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.raddle.Channel.Overflow;
import dev.raddle.ChannelOptions;
import dev.raddle.Received;
import dev.raddle.Sent;
import dev.raddle.scheduler.Together;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZIZ_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * A channel as a whole, mostly by what does not wait: who waits and is not served would stop the
 * test. Those who do wait here do so for some microseconds.
 */
class ChannelTest {

    /** A channel, for two actors, and what came out of it. */
    abstract static class Meeting {
        private static final int MOST_NANOS = 4096;

        private final Together together = new Together();
        private final List<Integer> undelivered = Collections.synchronizedList(new ArrayList<>());
        final ChannelImpl<Integer> channel;

        Meeting(
                int capacity,
                Overflow overflow,
                Function<Ring<Integer>, Turns<Integer>> turns,
                Ring<Integer> ring) {
            var options = new ChannelOptions<Integer>(capacity, overflow, undelivered::add);
            this.channel = new ChannelImpl<>(options, turns.apply(ring));
        }

        Meeting(int capacity, Function<Ring<Integer>, Turns<Integer>> turns) {
            this(capacity, Overflow.WAIT, turns, new SlowRing(capacity));
        }

        final void begin() {
            together.begin();
        }

        final boolean trySend(int item) {
            return channel.trySend(item) instanceof Sent.Done;
        }

        /** An item, 0 for none. */
        final int tryReceive() {
            return item(channel.tryReceive());
        }

        /** Waits for some microseconds at most. */
        final boolean sendSoon(int item) {
            try {
                return channel.trySend(item, soon()) instanceof Sent.Done;
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts", e);
            }
        }

        /** Likewise. */
        final int receiveSoon() {
            try {
                return item(channel.tryReceive(soon()));
            } catch (InterruptedException e) {
                throw new AssertionError("nobody interrupts", e);
            }
        }

        private static Duration soon() {
            return Duration.ofNanos(1 + (System.nanoTime() >>> 4 & (MOST_NANOS - 1)));
        }

        static int item(Received<Integer> received) {
            return received instanceof Received.Item<Integer>(Integer item) ? item : 0;
        }

        final boolean isAtItsEnd() {
            return channel.tryReceive() instanceof Received.Closed;
        }

        final void countUndelivered(Ledger ledger) {
            for (int item : undelivered) {
                ledger.nextSequence();
                ledger.received(item);
            }
        }

        final void countLeft(Ledger ledger) {
            ledger.nextSequence();
            for (int item = tryReceive(); item != 0; item = tryReceive()) {
                ledger.received(item);
            }
        }
    }

    // ---- Two senders, a receiver, a close ------------------------------------------------------

    /** One sends; the other sends, receives and closes. */
    abstract static class Traffic extends Meeting {
        private static final int ITEMS = 6;

        private final int[] received = new int[2 * ITEMS];
        private int sentByOne;
        private int sentByTwo;

        Traffic(int capacity, Overflow overflow, Ring<Integer> ring) {
            super(capacity, overflow, Turns::new, ring);
        }

        Traffic(int capacity, Overflow overflow) {
            this(capacity, overflow, new SlowRing(capacity));
        }

        final void send() {
            begin();
            for (int tries = 0; tries < 2 * ITEMS; tries++) {
                if (trySend(1 + sentByOne)) {
                    sentByOne++;
                }
            }
        }

        final void sendReceiveAndClose() {
            begin();
            for (int i = 0; i < ITEMS; i++) {
                if (trySend(101 + sentByTwo)) {
                    sentByTwo++;
                }
                received[i] = tryReceive();
            }
            channel.close();
        }

        final void look(III_Result r) {
            var ledger = new Ledger().sent(1, sentByOne).sent(101, sentByTwo);
            ledger.received(received);
            for (int item = tryReceive(); item != 0; item = tryReceive()) {
                ledger.received(item);
            }
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
            r.r3 = ledger.outOfOrder() + (isAtItsEnd() ? 0 : 1);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "All that was sent, in order, the end.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or no end.")
    @State
    public static class RoomForOne extends Traffic {
        public RoomForOne() {
            super(1, Overflow.WAIT);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void senderAndReceiver() {
            sendReceiveAndClose();
        }

        @Arbiter
        public void end(III_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "All that was sent, in order, the end.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or no end.")
    @State
    public static class RoomForThree extends Traffic {
        public RoomForThree() {
            super(3, Overflow.WAIT);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void senderAndReceiver() {
            sendReceiveAndClose();
        }

        @Arbiter
        public void end(III_Result r) {
            look(r);
        }
    }

    /** The ring is exchanged for one with twice the room, again and again. */
    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "All that was sent, in order, the end.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or no end.")
    @State
    public static class Growing extends Traffic {
        public Growing() {
            super(1, Overflow.GROW);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void senderAndReceiver() {
            sendReceiveAndClose();
        }

        @Arbiter
        public void end(III_Result r) {
            look(r);
        }
    }

    /** Two senders, and room for one item of the two of each. */
    abstract static class TwoGrow extends Meeting {
        TwoGrow(Ring<Integer> ring) {
            super(1, Overflow.GROW, Turns::new, ring);
        }

        final void send(int first) {
            begin();
            trySend(first);
            trySend(first + 1);
        }

        final void look(III_Result r) {
            var ledger = new Ledger().sent(1, 2).sent(101, 2);
            countLeft(ledger);
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
            r.r3 = ledger.outOfOrder();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Whoever let it grow: all, in order.")
    @Outcome(expect = FORBIDDEN, desc = "Lost with the smaller ring, or out of order.")
    @State
    public static class GrownByTwo extends TwoGrow {
        public GrownByTwo() {
            super(new SlowRing(1));
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

    // ---- Ends ----------------------------------------------------------------------------------

    @JCStressTest
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "Sent before the close.")
    @Outcome(id = "false, 0, true", expect = ACCEPTABLE, desc = "Closed before.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, or received though it was not sent.")
    @State
    public static class SendOrClose extends Meeting {
        public SendOrClose() {
            super(1, Turns::new);
        }

        @Actor
        public void sender(ZIZ_Result r) {
            begin();
            r.r1 = trySend(1);
        }

        @Actor
        public void closer() {
            begin();
            channel.close();
        }

        @Arbiter
        public void end(ZIZ_Result r) {
            r.r2 = tryReceive();
            r.r3 = isAtItsEnd();
        }
    }

    /** A tail whose closing takes a while: what is said first is not true until then. */
    abstract static class SlowClose extends Meeting {
        SlowClose(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(1, Overflow.WAIT, turns, new Ring<>(1, slowTail(), new End(0)));
        }

        private static End slowTail() {
            return new End(1) {
                @Override
                void close() {
                    SlowRing.dawdle();
                    super.close();
                }
            };
        }

        final void close() {
            begin();
            channel.close();
        }

        final void lookAndSend(ZZ_Result r) {
            begin();
            for (int left = (int) System.nanoTime() & 31; left > 0; left--) {
                Thread.onSpinWait(); // closing begins by taking the lock
            }
            r.r1 = channel.isClosed();
            r.r2 = trySend(1);
        }
    }

    @JCStressTest
    @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Closed.")
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Open, and sent.")
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Open; closed; not sent.")
    @Outcome(expect = FORBIDDEN, desc = "Closed, and sent after that.")
    @State
    public static class ClosedForGood extends SlowClose {
        public ClosedForGood() {
            super(Turns::new);
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

    /** One receives, and waits a little; the other sends two and cancels. */
    abstract static class Cancelling extends Meeting {
        private int received;

        Cancelling(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(2, Overflow.WAIT, turns, new Ring<>(2));
        }

        final void receive() {
            begin();
            received = receiveSoon();
        }

        final void sendAndCancel() {
            begin();
            trySend(1);
            trySend(2);
            channel.cancel();
        }

        final void look(II_Result r) {
            var ledger = new Ledger().sent(1, 2);
            ledger.received(received);
            countUndelivered(ledger);
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Each received, or told as undelivered.")
    @Outcome(expect = FORBIDDEN, desc = "One was forgotten, or told though it was received.")
    @State
    public static class ReceiveOrCancel extends Cancelling {
        public ReceiveOrCancel() {
            super(SlowTurns::new);
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

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Those that were sent were told.")
    @Outcome(expect = FORBIDDEN, desc = "Sent and forgotten, or told and still the sender's.")
    @State
    public static class SendOrCancel extends Meeting {
        private int sent;

        public SendOrCancel() {
            super(3, Turns::new);
        }

        @Actor
        public void sender() {
            begin();
            while (sent < 2 && trySend(1 + sent)) {
                sent++;
            }
        }

        @Actor
        public void canceller() {
            begin();
            channel.cancel();
        }

        @Arbiter
        public void end(II_Result r) {
            var ledger = new Ledger().sent(1, sent);
            countUndelivered(ledger);
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
        }
    }

    // ---- Dropping ------------------------------------------------------------------------------

    @JCStressTest
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "All but one were told as undelivered.")
    @Outcome(expect = FORBIDDEN, desc = "Forgotten, or told and left.")
    @State
    public static class DropOldest extends Meeting {
        public DropOldest() {
            super(1, Overflow.DROP_OLDEST, Turns::new, new SlowRing(1));
        }

        private void send(int first) {
            begin();
            trySend(first);
            trySend(first + 1);
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
            var ledger = new Ledger().sent(1, 2).sent(101, 2);
            countUndelivered(ledger);
            int left = tryReceive();
            ledger.received(left);
            countLeft(ledger);
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
            r.r3 = left == 2 || left == 102 ? 1 : 0;
        }
    }

    // ---- Waiting -------------------------------------------------------------------------------

    /** Both wait for as long as it takes to park: the time ends when they meet, or just not. */
    abstract static class ShortWaits extends Meeting {
        ShortWaits(Function<Ring<Integer>, Turns<Integer>> turns) {
            super(0, turns);
        }

        final boolean send() {
            begin();
            return sendSoon(1);
        }

        final int receive() {
            begin();
            return receiveSoon();
        }
    }

    @JCStressTest
    @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "They met.")
    @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "The time of one was over before.")
    @Outcome(expect = FORBIDDEN, desc = "Sent to nobody, or received and still the sender's.")
    @State
    public static class OutOfTime extends ShortWaits {
        public OutOfTime() {
            super(Turns::new);
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
