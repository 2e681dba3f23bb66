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
 *   <li><i>close</i>: closes {@code tail}, settles. <i>Cancel</i>: closes both ends.
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
 * <p>When nobody waits any more, that is undone in the reverse order. So whoever makes room and
 * returns, since it has seen nobody wait for it, leaves an end that lets the next one pass.
 *
 * <p>After Go's {@code sudog} queues, which have a lock for each operation.
 *
 * @param <T> the items
 */
final class Turns<T> extends Spaced {
    private static final int NOBODY = 0;
    private static final int SENDERS = 1;
    private static final int RECEIVERS = 2;

    // Immutable.
    private final Ring<T> ring;
    private final SpinLock lock = new SpinLock();

    // Holder of the lock.
    private final TurnList<T> senders = new TurnList<>();
    private final TurnList<T> receivers = new TurnList<>();

    // Holder of the lock writes, anybody reads.
    private volatile int waiting;
    private volatile Throwable cause;

    Turns(Ring<T> ring) {
        this.ring = ring;
    }

    // ---- After a step in the ring --------------------------------------------------------------

    void itemAdded() {
        if ((waiting & RECEIVERS) != 0) {
            settleAndWake();
        }
    }

    void roomMade() {
        if ((waiting & SENDERS) != 0) {
            settleAndWake();
        }
    }

    boolean hasReceivers() {
        return (waiting & RECEIVERS) != 0;
    }

    boolean hasSenders() {
        return (waiting & SENDERS) != 0;
    }

    // ---- Waiting -------------------------------------------------------------------------------

    /** Queues it; it may be settled when this returns. */
    void await(Turn<T> turn) {
        var woken = new TurnList<T>();
        lock.lock();
        try {
            join(turn, woken);
        } finally {
            lock.unlock();
        }
        wake(woken);
    }

    /** Queues it only if it is served at once. Whether it was: it is settled then. */
    boolean attempt(Turn<T> turn) {
        var woken = new TurnList<T>();
        boolean left;
        lock.lock();
        try {
            join(turn, woken);
            left = leave(turn, woken);
        } finally {
            lock.unlock();
        }
        wake(woken);
        return !left;
    }

    /**
     * Sends past a full ring. It is settled when this returns.
     *
     * @return the oldest item, which has made room for it; null if there was room
     */
    T displace(Turn<T> turn) {
        var woken = new TurnList<T>();
        T oldest = null;
        lock.lock();
        try {
            join(turn, woken);
            if (turn.isQueued()) { // then nobody waits to receive
                oldest = ring.pollIfFull();
                settle(woken); // the end is diverted: the room is its
            }
        } finally {
            lock.unlock();
        }
        wake(woken);
        return oldest;
    }

    private void join(Turn<T> turn, TurnList<T> woken) {
        if (turn.sends() && ring.tail().isClosed()) {
            turn.closed();
            woken.add(turn);
        } else {
            turn.setQueued(true);
            listOf(turn).add(turn);
            settle(woken);
        }
    }

    private TurnList<T> listOf(Turn<T> turn) {
        return turn.sends() ? senders : receivers;
    }

    /** By the one who waits: whether it waits no more, and was not served before. */
    boolean withdraw(Turn<T> turn) {
        var woken = new TurnList<T>();
        lock.lock();
        try {
            if (!leave(turn, woken)) {
                return false;
            }
        } finally {
            lock.unlock();
        }
        wake(woken);
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
     * @param reason what senders and receivers are told; null for nothing
     */
    void close(Throwable reason) {
        var woken = new TurnList<T>();
        lock.lock();
        try {
            if (!ring.tail().isClosed()) {
                cause = reason; // before the end is closed: who sees that reads it
                ring.tail().close();
            }
            settle(woken);
        } finally {
            lock.unlock();
        }
        wake(woken);
    }

    /** Nobody sends any more, and who waits to send fails. */
    void cancel() {
        var woken = new TurnList<T>();
        lock.lock();
        try {
            ring.tail().close();
            ring.head().close(); // what is in the ring now will be dropped
            closeAll(senders, woken);
            settle(woken);
        } finally {
            lock.unlock();
        }
        wake(woken);
    }

    /** After {@link #cancel}: the next item that nobody receives, null if there is none. */
    T drop() {
        lock.lock();
        try {
            return ring.pollForWaiting();
        } finally {
            lock.unlock();
        }
    }

    /** What it was closed with, if anything. */
    Throwable cause() {
        return cause;
    }

    // ---- Settling ------------------------------------------------------------------------------

    void settleAndWake() {
        var woken = new TurnList<T>();
        lock.lock();
        try {
            settle(woken);
        } finally {
            lock.unlock();
        }
        wake(woken);
    }

    /** Under the lock: serves all who can be served, and tells others who still waits. */
    private void settle(TurnList<T> woken) {
        announce();
        boolean served;
        do {
            served = receive(woken) || fill(woken);
        } while (served);
        if (ring.tail().isClosed() && senders.isEmpty()) {
            closeAll(receivers, woken); // the ring is empty or cancelled, or one would be served
        }
        announce();
    }

    private void announce() {
        int now =
                (senders.isEmpty() ? NOBODY : SENDERS) | (receivers.isEmpty() ? NOBODY : RECEIVERS);
        int before = waiting;
        int all = now | before;
        if (all != before) {
            waiting = all;
        }
        divert(ring.tail(), now & SENDERS, before & SENDERS);
        divert(ring.head(), now & RECEIVERS, before & RECEIVERS);
        if (now != all) {
            waiting = now; // last: see above
        }
    }

    private static void divert(End end, int now, int before) {
        if (now != before) {
            if (now == NOBODY) {
                end.undivert();
            } else {
                end.divert();
            }
        }
    }

    /** The longest waiting receiver gets the oldest item, if there are both. */
    private boolean receive(TurnList<T> woken) {
        Turn<T> receiver = receivers.first();
        if (receiver == null) {
            return false;
        }
        T item = ring.head().isClosed() ? null : ring.pollForWaiting();
        if (item == null) {
            item = takeFromSender(woken);
        }
        if (item == null) {
            return false;
        }
        receiver.received(item);
        served(receivers, receiver, woken);
        return true;
    }

    /** When the ring is empty: its end is diverted, so nobody fills it meanwhile. */
    private T takeFromSender(TurnList<T> woken) {
        Turn<T> sender = senders.first();
        if (sender == null) {
            return null;
        }
        T item = sender.itemToSend();
        sender.sent();
        served(senders, sender, woken);
        return item;
    }

    /** The longest waiting sender gets room, if there is some. */
    private boolean fill(TurnList<T> woken) {
        Turn<T> sender = senders.first();
        if (sender == null || ring.offerForWaiting(sender.itemToSend()) != Ring.Offered.DONE) {
            return false;
        }
        sender.sent();
        served(senders, sender, woken);
        return true;
    }

    private static <T> void closeAll(TurnList<T> turns, TurnList<T> woken) {
        for (Turn<T> turn = turns.first(); turn != null; turn = turns.first()) {
            turn.closed();
            served(turns, turn, woken);
        }
    }

    private static <T> void served(TurnList<T> turns, Turn<T> turn, TurnList<T> woken) {
        turns.remove(turn);
        turn.setQueued(false);
        woken.add(turn);
    }

    private static <T> void wake(TurnList<T> woken) {
        for (Turn<T> turn = woken.poll(); turn != null; turn = woken.poll()) {
            turn.wake(); // last: then it is no longer ours
        }
    }
}
