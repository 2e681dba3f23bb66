package dev.raddle.scheduler.channel;

import dev.raddle.ChannelOptions;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A bounded queue for any number of senders and receivers, one atomic step an operation.
 *
 * <p><b>Role and threads.</b> Anybody offers and polls. Who holds the lock of the {@link Turns} may
 * do so past diverted ends, for those who wait there.
 *
 * <p><b>States.</b> The items are those of the places {@code [head, tail)}; a place is the slot of
 * its number, modulo the ring's length. A slot that is empty though its place is among them is that
 * of a sender which has just taken the place; one that is not though its place is before {@code
 * head}, that of a receiver which is about to empty it. Both have one store left to do, nothing in
 * between.
 *
 * <p><b>Protocol.</b>
 *
 * <ul>
 *   <li><i>offer</i>: the place {@code tail}, if it is less than {@code head + capacity} and its
 *       slot is empty; CAS of {@code tail}; stores the item by release. Nobody else stores there:
 *       the place is ours, the next place of the same slot is beyond the capacity until this one is
 *       received.
 *   <li><i>poll</i>: the place {@code head}, if it is less than {@code tail}; reads the item, by
 *       acquire; CAS of {@code head}; empties the slot by release. The item read is that of the
 *       place: its sender had found the slot empty, and nobody empties it again before {@code head}
 *       has passed, which the CAS excludes.
 * </ul>
 *
 * <p>Each end keeps what it last saw of the other one ({@link End#limit}), and looks again only at
 * that limit: so the two sides seldom touch each other's cache lines. The limit is stored by
 * release and loaded by acquire: who goes by what another thread has seen of the other end must not
 * see an older state of the slot, which looks like the one to come.
 *
 * <p><b>Waiting.</b> "Full" and "empty" are said of {@code head} and {@code tail} alone. So whoever
 * is told so after it made known that it waits, will be seen by whoever moves the other end after
 * that: both are volatile or stronger, see {@link Turns}.
 *
 * <p><b>References.</b> Vyukov's bounded MPMC queue, without its sequence numbers: a limit tells
 * what they do. A queue with one atomic step less for single producers is not possible here: who is
 * the only one is not known.
 *
 * @param <T> the items
 */
class Ring<T> {
    /** How an offer has ended. */
    enum Offered {
        DONE,
        FULL,
        /** Others wait at this end, or it is closed. */
        DIVERTED
    }

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    // Immutable.
    private final int capacity;
    private final Object[] slots;
    private final End tail;
    private final End head;

    Ring(int capacity) {
        this(capacity, new End(capacity), new End(0));
    }

    /** With ends that nothing has passed yet. */
    Ring(int capacity, End tail, End head) {
        this.capacity = capacity;
        this.slots = new Object[lengthFor(capacity)];
        this.tail = tail;
        this.head = head;
    }

    private static int lengthFor(int capacity) {
        return capacity <= 1 ? 1 : Integer.highestOneBit(capacity - 1) << 1;
    }

    /**
     * An empty one.
     *
     * @throws IllegalStateException if that is more than can be
     */
    final Ring<T> ofTwiceTheRoom() {
        if (capacity >= ChannelOptions.MOST) {
            throw new IllegalStateException(
                    "a channel holds no more than " + ChannelOptions.MOST + " items");
        }
        return new Ring<>(2 * capacity);
    }

    /** By the holder of the lock: shuts both ends for ever. The other ring has room for all. */
    final void moveTo(Ring<T> other) {
        tail.close();
        head.divert();
        for (T item = pollForWaiting(); item != null; item = pollForWaiting()) {
            other.offerForWaiting(item);
        }
    }

    final End tail() {
        return tail;
    }

    final End head() {
        return head;
    }

    /** What is true at some moment. */
    final boolean isEmpty() {
        long passed = head.count(); // first: tail is not less
        return tail.count() <= passed;
    }

    /** What is true at some moment. */
    final boolean hasRoom() {
        return tail.count() < head.count() + capacity;
    }

    final int size() {
        long passed = head.count();
        return Math.clamp(tail.count() - passed, 0, capacity);
    }

    final Offered offer(T item) {
        return offer(item, End.DIVERTED | End.CLOSED);
    }

    /** By the holder of the lock, for somebody who waits. */
    final Offered offerForWaiting(T item) {
        return offer(item, 0);
    }

    private Offered offer(T item, long barriers) {
        for (int spins = 0; ; spins++) {
            long seen = tail.look();
            if (End.has(seen, barriers)) {
                return Offered.DIVERTED;
            }
            long place = End.count(seen);
            if (place >= tail.limit() && place >= freeLimit()) {
                return Offered.FULL;
            }
            int slot = slot(place);
            if (isFree(itemIn(slot))) {
                if (tail.tryPass(seen)) {
                    fill(slot, item);
                    return Offered.DONE;
                }
            } else {
                pause(spins, barriers); // its receiver is about to empty it
            }
        }
    }

    private long freeLimit() {
        long limit = head.count() + capacity;
        tail.setLimit(limit);
        return limit;
    }

    /** The next item; null if there is none, if others wait for it, or if this end is closed. */
    final T poll() {
        return poll(End.DIVERTED | End.CLOSED);
    }

    /** By the holder of the lock, for somebody who waits, or to drop it; null if there is none. */
    final T pollForWaiting() {
        return poll(0);
    }

    @SuppressWarnings("unchecked") // only a T is ever offered
    private T poll(long barriers) {
        for (int spins = 0; ; spins++) {
            long seen = head.look();
            if (End.has(seen, barriers)) {
                return null;
            }
            long place = End.count(seen);
            if (place >= head.limit() && place >= filledLimit()) {
                return null;
            }
            int slot = slot(place);
            Object item = itemIn(slot);
            if (isThere(item)) {
                if (head.tryPass(seen)) {
                    empty(slot);
                    return (T) item;
                }
            } else {
                pause(spins, barriers); // its sender is about to fill it
            }
        }
    }

    /**
     * By the holder of the lock, when the tail is diverted: the oldest item, if there is no room at
     * the moment when it is taken; null if there is.
     */
    @SuppressWarnings("unchecked") // only a T is ever offered
    T pollIfFull() {
        long oldest = tail.count() - capacity; // nobody moves the tail
        int slot = slot(oldest);
        for (; ; ) {
            long seen = head.look();
            if (End.count(seen) != oldest) {
                return null;
            }
            Object item = SLOT.getAcquire(slots, slot); // as in poll
            if (item != null) {
                if (head.tryPass(seen)) {
                    SLOT.setRelease(slots, slot, null); // likewise
                    return (T) item;
                }
            } else {
                Thread.onSpinWait(); // its sender is about to fill it
            }
        }
    }

    /**
     * Who holds the lock does not suspend: others may wait for it on the same carrier, and cannot
     * let it have that if they are pinned.
     */
    private static void pause(int spins, long barriers) {
        if (barriers == 0) {
            Thread.onSpinWait();
        } else {
            SpinLock.pause(spins);
        }
    }

    private long filledLimit() {
        long limit = tail.count();
        head.setLimit(limit);
        return limit;
    }

    // ---- Slots ---------------------------------------------------------------------------------

    final int slot(long place) {
        return (int) place & (slots.length - 1);
    }

    final Object itemIn(int slot) {
        return SLOT.getAcquire(slots, slot); // with what its sender did before
    }

    /** Whether a sender may have the slot. Broken on purpose by a test's twin. */
    boolean isFree(Object seen) {
        return seen == null;
    }

    /** Whether a receiver may have the slot. Broken on purpose by a test's twin. */
    boolean isThere(Object seen) {
        return seen != null;
    }

    /** Made slow on purpose by tests. */
    void fill(int slot, Object item) {
        SLOT.setRelease(slots, slot, item); // with what the sender did before
    }

    /** Made slow on purpose by tests. */
    void empty(int slot) {
        SLOT.setRelease(slots, slot, null); // after the item was read
    }
}
