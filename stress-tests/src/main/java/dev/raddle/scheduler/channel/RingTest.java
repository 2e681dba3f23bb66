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
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * The ring of a channel: each item once, first in, first out, never more than its capacity, also
 * where a slot is used again.
 *
 * <p>Checked by reasoning only on x86: the acquire and release of slots and limits.
 */
class RingTest {
    private static final int PATIENCE = 500;

    /** One item less than the capacity, which is one less than there are slots. */
    abstract static class RoomForOne {
        private static final int CAPACITY = 3;

        private final Together together = new Together();
        private final Ring<Integer> ring;

        RoomForOne(End tail) {
            ring = new Ring<>(CAPACITY, tail, new End(0));
            ring.offer(1);
            ring.offer(2);
        }

        static End tail() {
            return new End(CAPACITY);
        }

        final boolean offer(int item) {
            together.begin();
            return ring.offer(item) == Offered.DONE;
        }

        final int size() {
            return (int) (ring.tail().count() - ring.head().count());
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, 3", expect = ACCEPTABLE, desc = "The one moved the tail first.")
    @Outcome(id = "false, true, 3", expect = ACCEPTABLE, desc = "The other moved the tail first.")
    @Outcome(expect = FORBIDDEN, desc = "More than the capacity, or one is overwritten.")
    @State
    public static class LastRoom extends RoomForOne {
        public LastRoom() {
            super(tail());
        }

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = offer(101);
        }

        @Actor
        public void two(ZZI_Result r) {
            r.r2 = offer(201);
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = size();
        }
    }

    abstract static class OneItem {
        private final Together together = new Together();
        private final Ring<Integer> ring;

        OneItem(End head) {
            ring = new Ring<>(2, new End(2), head);
            ring.offer(1);
        }

        final int poll() {
            together.begin();
            return SlowRing.number(ring.poll());
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The one moved the head first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The other moved the head first.")
    @Outcome(expect = FORBIDDEN, desc = "Both have it, or nobody.")
    @State
    public static class LastItem extends OneItem {
        public LastItem() {
            super(new End(0));
        }

        @Actor
        public void one(II_Result r) {
            r.r1 = poll();
        }

        @Actor
        public void two(II_Result r) {
            r.r2 = poll();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, each sender's in order.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or out of order.")
    @State
    public static class TwoSenders {
        private final Together together = new Together();
        private final SlowRing ring = new SlowRing(8);

        private void offer(int first) {
            together.begin();
            for (int i = 0; i < 4; i++) {
                ring.offer(first + i);
            }
        }

        @Actor
        public void one() {
            offer(1);
        }

        @Actor
        public void two() {
            offer(101);
        }

        @Arbiter
        public void end(III_Result r) {
            var ledger = new Ledger().sent(1, 4).sent(101, 4);
            ledger.received(SlowRing.left(ring));
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
            r.r3 = ledger.outOfOrder();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or out of order.")
    @State
    public static class TwoReceivers {
        private final Together together = new Together();
        private final SlowRing ring = new SlowRing(4);
        private final int[] one = new int[3];
        private final int[] two = new int[3];

        public TwoReceivers() {
            for (int i = 1; i <= 4; i++) {
                ring.offer(i);
            }
        }

        private void poll(int[] into) {
            together.begin();
            for (int i = 0; i < into.length; i++) {
                into[i] = SlowRing.number(ring.poll());
            }
        }

        @Actor
        public void one() {
            poll(one);
        }

        @Actor
        public void two() {
            poll(two);
        }

        @Arbiter
        public void end(III_Result r) {
            var ledger = new Ledger().sent(1, 4);
            ledger.received(one);
            ledger.nextSequence();
            ledger.received(two);
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
            r.r3 = ledger.outOfOrder();
        }
    }

    /** A sender and a receiver go around a small ring several times. */
    abstract static class Laps {
        private static final int ITEMS = 10;

        private final Together together = new Together();
        private final int capacity;
        private final SlowRing ring;
        private final int[] received = new int[ITEMS];
        private int sent;
        private int most;

        Laps(int capacity) {
            this.capacity = capacity;
            this.ring = new SlowRing(capacity);
        }

        final void send() {
            together.begin();
            for (int spins = 0; spins < PATIENCE && sent < ITEMS; spins++) {
                if (ring.offer(sent + 1) == Offered.DONE) {
                    sent++;
                }
            }
        }

        final void receive() {
            together.begin();
            int count = 0;
            for (int spins = 0; spins < PATIENCE && count < ITEMS; spins++) {
                // Nobody else moves the head: so many lay there at that moment.
                long filled = ring.tail().count();
                most = Math.max(most, (int) (filled - ring.head().count()));
                Integer item = ring.poll();
                if (item != null) {
                    received[count++] = item;
                }
            }
        }

        final void look(IIII_Result r) {
            int[] left = SlowRing.left(ring);
            var ledger = new Ledger().sent(1, sent);
            ledger.received(received);
            ledger.received(left);
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled() + SlowRing.stale(ring, capacity);
            r.r3 = ledger.outOfOrder();
            r.r4 = Math.max(0, Math.max(most, left.length) - capacity);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or stale, out of order, or too many.")
    @State
    public static class LapsOfOne extends Laps {
        public LapsOfOne() {
            super(1);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver() {
            receive();
        }

        @Arbiter
        public void end(IIII_Result r) {
            look(r);
        }
    }

    /** Three of four slots. */
    @JCStressTest
    @Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or stale, out of order, or too many.")
    @State
    public static class LapsOfThree extends Laps {
        public LapsOfThree() {
            super(3);
        }

        @Actor
        public void sender() {
            send();
        }

        @Actor
        public void receiver() {
            receive();
        }

        @Arbiter
        public void end(IIII_Result r) {
            look(r);
        }
    }

    /** Both send and both receive: places are taken next to each other at both ends. */
    @JCStressTest
    @Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "Each item once, oldest first.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, doubled or stale, or out of order.")
    @State
    public static class BothWays {
        private static final int CAPACITY = 2;
        private static final int ITEMS = 5;

        private final Together together = new Together();
        private final SlowRing ring = new SlowRing(CAPACITY);
        private final int[] one = new int[ITEMS];
        private final int[] two = new int[ITEMS];
        private int sentByOne;
        private int sentByTwo;

        private int sendAndReceive(int first, int[] received) {
            together.begin();
            int sent = 0;
            for (int i = 0; i < ITEMS; i++) {
                if (ring.offer(first + sent) == Offered.DONE) {
                    sent++;
                }
                received[i] = SlowRing.number(ring.poll());
            }
            return sent;
        }

        @Actor
        public void one() {
            sentByOne = sendAndReceive(1, one);
        }

        @Actor
        public void two() {
            sentByTwo = sendAndReceive(101, two);
        }

        @Arbiter
        public void end(IIII_Result r) {
            var ledger = new Ledger().sent(1, sentByOne).sent(101, sentByTwo);
            ledger.received(one);
            ledger.nextSequence();
            ledger.received(two);
            ledger.nextSequence();
            ledger.received(SlowRing.left(ring));
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
            r.r3 = ledger.outOfOrder();
            r.r4 = SlowRing.stale(ring, CAPACITY);
        }
    }

    /** A full ring with one slot; the sender wants it as soon as its item is received. */
    abstract static class Reuse {
        private final Together together = new Together();
        private final Ring<Integer> ring;
        private boolean sent;
        private int received;

        Reuse(Ring<Integer> ring) {
            this.ring = ring;
            ring.offer(1);
        }

        final void offer() {
            together.begin();
            for (int spins = 0; spins < PATIENCE && !sent; spins++) {
                sent = ring.offer(2) == Offered.DONE;
            }
        }

        final void poll() {
            together.begin();
            received = SlowRing.number(ring.poll());
        }

        final void look(II_Result r) {
            var ledger = new Ledger().sent(1, sent ? 2 : 1);
            ledger.received(received);
            ledger.received(SlowRing.left(ring));
            r.r1 = ledger.lost();
            r.r2 = ledger.doubled();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Emptied, then filled again.")
    @Outcome(expect = FORBIDDEN, desc = "Filled again, then emptied.")
    @State
    public static class ReuseOfSlot extends Reuse {
        public ReuseOfSlot() {
            super(new SlowRing(1));
        }

        @Actor
        public void sender() {
            offer();
        }

        @Actor
        public void receiver() {
            poll();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    /** An empty ring; the receiver wants the item as soon as its place is taken. */
    abstract static class Filling {
        private static final int CAPACITY = 2;

        private final Together together = new Together();
        private final Ring<Integer> ring;
        private int received;

        Filling(Ring<Integer> ring) {
            this.ring = ring;
        }

        static int capacity() {
            return CAPACITY;
        }

        final void offer() {
            together.begin();
            ring.offer(1);
        }

        final void poll() {
            together.begin();
            for (int spins = 0; spins < PATIENCE && received == 0; spins++) {
                received = SlowRing.number(ring.poll());
            }
        }

        final void look(II_Result r) {
            var ledger = new Ledger().sent(1, 1);
            ledger.received(received);
            ledger.received(SlowRing.left(ring));
            r.r1 = ledger.lost();
            r.r2 = SlowRing.stale(ring, CAPACITY);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Received once filled, or left there.")
    @Outcome(expect = FORBIDDEN, desc = "Passed before it was filled: lost now, and stale later.")
    @State
    public static class FilledLate extends Filling {
        public FilledLate() {
            super(new SlowRing(capacity()));
        }

        @Actor
        public void sender() {
            offer();
        }

        @Actor
        public void receiver() {
            poll();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Not sent yet.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "With the item came what was done before.")
    @Outcome(expect = FORBIDDEN, desc = "The item came before what was done before it.")
    @State
    public static class Publication {
        private final Together together = new Together();
        private final Ring<Integer> ring = new Ring<>(1);
        private int written;

        @Actor
        public void sender() {
            together.begin();
            written = 1;
            ring.offer(1);
        }

        @Actor
        public void receiver(II_Result r) {
            together.begin();
            r.r1 = SlowRing.number(ring.poll());
            if (r.r1 != 0) {
                r.r2 = written;
            }
        }
    }

    /** What a receiver did with its item before it took the next is seen by who has the room. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "No room yet.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "With the room came what was done before.")
    @Outcome(expect = FORBIDDEN, desc = "The room came before what was done before it.")
    @State
    public static class PublicationOfRoom {
        private final Together together = new Together();
        private final Ring<Integer> ring = new Ring<>(1);
        private int written;

        public PublicationOfRoom() {
            ring.offer(1);
        }

        @Actor
        public void receiver() {
            together.begin();
            written = 1;
            ring.poll();
        }

        @Actor
        public void sender(II_Result r) {
            together.begin();
            if (ring.offer(2) == Offered.DONE) {
                r.r1 = 1;
                r.r2 = written;
            }
        }
    }
}
