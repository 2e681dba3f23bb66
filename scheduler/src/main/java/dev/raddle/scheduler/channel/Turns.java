package dev.raddle.scheduler.channel;

/**
 * Who waits at a channel's ends, and how they come to their turns.
 *
 * <p><b>Role and threads.</b> Any thread. A channel's {@link Ring} does what needs no waiting; who
 * cannot go on there comes here. Everything below happens under one lock; its holder calls no code
 * of users and wakes nobody before it has let go.
 *
 * <p><b>States.</b> {@code waiting} says at which ends somebody waits. While somebody does, that
 * end of the ring is diverted: who comes later comes here too, and is served later.
 *
 * <p><b>Protocol.</b> After each step below, {@link #settle} serves whoever can be served.
 *
 * <ul>
 *   <li><i>wait</i> (W1) joins the list, (W2) stores {@code waiting}, (W3) diverts its end, (W4)
 *       settles: looks at the ring, at {@code head} and {@code tail}.
 *   <li><i>send or receive through the ring</i> (R1) moves its end by CAS, (R2) stores its slot,
 *       (R3) loads {@code waiting}; if somebody waits at the other end, settles.
 *   <li><i>close</i>: says so, closes {@code tail}, settles. <i>Cancel</i>: closes both ends.
 *   <li><i>grow</i>: shuts both ends of the ring for ever, and moves what is in it to another one.
 *       Who has passed an end before that is waited for, as in W4. If R3 comes late, it settles the
 *       new ring.
 * </ul>
 *
 * W2 and W4, and R1 and R3, are volatile, each a store and then a load of the other's: so if W4
 * does not see the moved end, R3 sees who waits. If W4 does see it, its slot may still be to be
 * stored (R2); W4 waits for that, and R3 may have come before W2. So no item lies in the ring while
 * a receiver waits, nor is there room while a sender waits, but for as long as somebody is on the
 * way to settle that.
 *
 * <p>W3 comes before W4: from then on no one else passes that end, so that who waits longest is
 * served first; who passed before came before.
 *
 * <p>When nobody waits any more, the end is let pass before {@code waiting} says so. Else a sender
 * could see that nobody waits and return, and somebody who comes after that could find the head
 * still diverted: neither was the item there for it, nor did anybody wait for that.
 *
 * <p>After Go's {@code sudog} queues, which have a lock for each operation.
 *
 * @param <T> the items
 */
class Turns<T> extends Spaced {
    private static final int NOBODY = 0;
    private static final int SENDERS = 1;
    private static final int RECEIVERS = 2;

    // Immutable.
    private final SpinLock lock = new SpinLock();

    // Holder of the lock.
    private final TurnList<T> senders = new TurnList<>();
    private final TurnList<T> receivers = new TurnList<>();
    private final TurnList<T> woken = new TurnList<>(); // served, to be woken without the lock
    private boolean cancelled;

    // Holder of the lock writes, anybody reads.
    private volatile int waiting;
    private volatile Ring<T> ring;
    private volatile boolean closed;
    private volatile Throwable cause;

    Turns(Ring<T> ring) {
        this.ring = ring;
    }

    /** Where items are; another one after each {@link #grow}. */
    final Ring<T> ring() {
        return ring;
    }

    // ---- After a step in the ring --------------------------------------------------------------

    final void itemAdded() {
        if ((waiting & RECEIVERS) != 0) {
            settleAndWake();
        }
    }

    final void roomMade() {
        if ((waiting & SENDERS) != 0) {
            settleAndWake();
        }
    }

    final boolean hasReceivers() {
        return (waiting & RECEIVERS) != 0;
    }

    final boolean hasSenders() {
        return (waiting & SENDERS) != 0;
    }

    // ---- Waiting -------------------------------------------------------------------------------

    /** Queues it; it may be settled when this returns. */
    final void await(Turn<T> turn) {
        Turn<T> toWake;
        lock.lock();
        try {
            join(turn, woken);
            toWake = woken.takeAll();
        } finally {
            lock.unlock();
        }
        wake(toWake);
    }

    /** Queues it only if it is served at once. Whether it was: it is settled then. */
    final boolean attempt(Turn<T> turn) {
        Turn<T> toWake;
        boolean left;
        lock.lock();
        try {
            join(turn, woken);
            left = leave(turn, woken);
            toWake = woken.takeAll();
        } finally {
            lock.unlock();
        }
        wake(toWake);
        return !left;
    }

    /**
     * Sends past a full ring. It is settled when this returns.
     *
     * @return the oldest item, which has made room for it; null if there was room
     */
    final T displace(Turn<T> turn) {
        Turn<T> toWake;
        T oldest = null;
        lock.lock();
        try {
            join(turn, woken);
            if (turn.isQueued()) { // then nobody waits to receive
                oldest = ring.pollIfFull();
                settle(woken); // the end is diverted: the room is its
            }
            toWake = woken.takeAll();
        } finally {
            lock.unlock();
        }
        wake(toWake);
        return oldest;
    }

    private void join(Turn<T> turn, TurnList<T> woken) {
        if (turn.sends() && closed) {
            if (turn.tryClaim()) {
                turn.closed();
                woken.add(turn);
            }
        } else {
            turn.setQueued(true);
            listOf(turn).add(turn);
            settle(woken);
        }
    }

    private TurnList<T> listOf(Turn<T> turn) {
        return turn.sends() ? senders : receivers;
    }

    /**
     * By the one who waits: whether it waits no more, and was not served before. Broken on purpose
     * by a test's twin.
     */
    boolean withdraw(Turn<T> turn) {
        Turn<T> toWake;
        lock.lock();
        try {
            if (!leave(turn, woken)) {
                return false;
            }
            toWake = woken.takeAll();
        } finally {
            lock.unlock();
        }
        wake(toWake);
        return true;
    }

    private boolean leave(Turn<T> turn, TurnList<T> woken) {
        if (!turn.isQueued()) {
            return false; // served, and about to be settled
        }
        turn.setQueued(false);
        listOf(turn).remove(turn);
        settle(woken); // lets the others pass again
        return true;
    }

    // ---- Ends ----------------------------------------------------------------------------------

    /**
     * Nobody sends any more; who waits to send still does.
     *
     * <p>Broken on purpose by a test's twin.
     *
     * @param reason what senders and receivers are told; null for nothing
     */
    void close(Throwable reason) {
        Turn<T> toWake;
        lock.lock();
        try {
            if (!closed) {
                cause = reason; // first: who sees that it is closed reads it
                shut();
            }
            settle(woken);
            toWake = woken.takeAll();
        } finally {
            lock.unlock();
        }
        wake(toWake);
    }

    /** Nobody sends any more, and who waits to send fails. */
    final void cancel() {
        Turn<T> toWake;
        lock.lock();
        try {
            shut();
            cancelled = true;
            ring.head().close(); // what is in the ring now will be dropped
            closeAll(senders, woken);
            settle(woken);
            toWake = woken.takeAll();
        } finally {
            lock.unlock();
        }
        wake(toWake);
    }

    final void shut() {
        closed = true;
        ring.tail().close();
    }

    /**
     * By who has cancelled: the next item that was sent before; null if there is none. {@link
     * Ring#poll} would say that also while a receiver is about to be served, and leave the rest.
     * Broken on purpose by a test's twin.
     */
    T takeLeft() {
        lock.lock();
        try {
            return ring.pollForWaiting();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether nobody sends any more but those who wait already. What is said first is not yet true:
     * somebody may still pass the tail. Broken on purpose by a test's twin.
     */
    boolean isClosed() {
        return closed && ring.tail().isClosed();
    }

    final boolean saysClosed() {
        return closed;
    }

    /** What it was closed with, if anything. */
    final Throwable cause() {
        return cause;
    }

    // ---- Growing -------------------------------------------------------------------------------

    /**
     * Moves all items to a ring with twice the room, if this one is still ours. Who has the old one
     * in hand finds both its ends shut, and looks for the new one, or comes here to wait.
     */
    final void grow(Ring<T> full) {
        Ring<T> larger = full.ofTwiceTheRoom();
        lock.lock();
        try {
            if (ring == full && !closed) {
                full.moveTo(larger);
                if (!receivers.isEmpty()) {
                    larger.head().divert();
                }
                ring = larger;
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- Settling ------------------------------------------------------------------------------

    final void settleAndWake() {
        Turn<T> toWake;
        lock.lock();
        try {
            settle(woken);
            toWake = woken.takeAll();
        } finally {
            lock.unlock();
        }
        wake(toWake);
    }

    /**
     * Under the lock: serves all who can be served, and tells others who still waits. Broken on
     * purpose by a test's twin.
     */
    void settle(TurnList<T> woken) {
        announce();
        serve(woken);
        announce();
    }

    final void serve(TurnList<T> woken) {
        boolean served;
        do {
            served = receive(woken) || fill(woken);
        } while (served);
        if (closed && senders.isEmpty()) {
            closeAll(receivers, woken); // the ring is empty or cancelled, or one would be served
        }
    }

    final void announce() {
        int now =
                (senders.isEmpty() ? NOBODY : SENDERS) | (receivers.isEmpty() ? NOBODY : RECEIVERS);
        int before = waiting;
        if (now != before) {
            change(before, now);
        }
    }

    /** Broken on purpose by a test's twin. */
    void change(int before, int now) {
        letPass(before & ~now); // before nobody is said to wait, see the header
        tell(now);
        divert(now & ~before);
    }

    final void tell(int now) {
        waiting = now;
    }

    final void letPass(int ends) {
        if ((ends & SENDERS) != 0) {
            ring.tail().undivert();
        }
        if ((ends & RECEIVERS) != 0) {
            ring.head().undivert();
        }
    }

    final void divert(int ends) {
        if ((ends & SENDERS) != 0) {
            ring.tail().divert();
        }
        if ((ends & RECEIVERS) != 0) {
            ring.head().divert();
        }
    }

    /** The longest waiting receiver gets the oldest item, if there are both. */
    private boolean receive(TurnList<T> woken) {
        if (cancelled) {
            return false;
        }
        for (Turn<T> turn = receivers.first(); turn != null; turn = receivers.first()) {
            if (ring.isEmpty()) {
                return handOver(woken);
            }
            if (turn.tryClaim()) {
                turn.received(ring.pollForWaiting()); // diverted: nobody else takes it
                served(receivers, turn, woken);
                return true;
            }
            drop(receivers, turn);
        }
        return false;
    }

    /** From the longest waiting sender to the longest waiting receiver; the ring is empty. */
    private boolean handOver(TurnList<T> woken) {
        Turn<T> nextReceiver;
        for (Turn<T> receiver = receivers.first(); receiver != null; receiver = nextReceiver) {
            nextReceiver = receiver.next;
            if (handOverTo(receiver, woken)) {
                return true;
            }
        }
        return false;
    }

    private boolean handOverTo(Turn<T> receiver, TurnList<T> woken) {
        Turn<T> nextSender;
        for (Turn<T> sender = senders.first(); sender != null; sender = nextSender) {
            nextSender = sender.next;
            if (Turn.tryClaimBoth(sender, receiver)) {
                receiver.received(sender.itemToSend());
                sender.sent();
                served(senders, sender, woken);
                served(receivers, receiver, woken);
                return true;
            }
            if (!sender.isOpen()) {
                drop(senders, sender);
            }
            if (!receiver.isOpen()) {
                drop(receivers, receiver);
                return false;
            }
        }
        return false; // or both belong to one select
    }

    /** The longest waiting sender gets room, if there is some. */
    private boolean fill(TurnList<T> woken) {
        for (Turn<T> turn = senders.first(); turn != null; turn = senders.first()) {
            if (!ring.hasRoom()) {
                return false;
            }
            if (turn.tryClaim()) {
                ring.offerForWaiting(turn.itemToSend()); // diverted: nobody else takes the room
                turn.sent();
                served(senders, turn, woken);
                return true;
            }
            drop(senders, turn);
        }
        return false;
    }

    private static <T> void closeAll(TurnList<T> turns, TurnList<T> woken) {
        for (Turn<T> turn = turns.first(); turn != null; turn = turns.first()) {
            if (turn.tryClaim()) {
                turn.closed();
                served(turns, turn, woken);
            } else {
                drop(turns, turn);
            }
        }
    }

    /** One whose select waits no more. */
    private static <T> void drop(TurnList<T> turns, Turn<T> turn) {
        turns.remove(turn);
        turn.setQueued(false);
    }

    private static <T> void served(TurnList<T> turns, Turn<T> turn, TurnList<T> woken) {
        drop(turns, turn);
        woken.add(turn);
    }

    /** Whatever happens to one, the others are woken. */
    private static <T> void wake(Turn<T> first) {
        Throwable failure = null;
        Turn<T> next;
        for (Turn<T> turn = first; turn != null; turn = next) {
            next = turn.next;
            turn.next = null;
            try {
                turn.wake(); // last: then it is no longer ours
            } catch (Throwable e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw ChannelImpl.<Error>unchecked(failure);
        }
    }
}
