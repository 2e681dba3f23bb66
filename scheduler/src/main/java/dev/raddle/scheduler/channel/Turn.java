package dev.raddle.scheduler.channel;

import dev.raddle.scheduler.Parking;

/**
 * One who waits to send or to receive: a link of the list of its side in {@link Turns}.
 *
 * <p>One of several that a select waits for belongs to its {@link Selection}, and whoever serves it
 * claims that first.
 *
 * <p><b>States.</b> A turn is in its list; then it was served, by whoever held the lock, or the
 * channel has closed; or it was withdrawn. Who serves it takes it out of the list and gives or
 * takes its item under the lock; {@code settled} is stored after that, by {@link #wake}. So whoever
 * waits has no way to go on before the one who serves has left the turn alone.
 *
 * @param <T> the items
 */
final class Turn<T> implements Parking.Waiting {
    // Immutable.
    private final Turns<T> turns;
    private final boolean sends;
    private final Selection selection; // null if it waits for this turn alone
    private final Thread thread = Thread.currentThread();

    // Holder of the lock; then the one who wakes, then the one who waits.
    Turn<T> previous;
    Turn<T> next; // also of the list of those who are to be woken
    private T item; // a sender's until it is sent; a receiver's when it has one
    private boolean queued;
    private boolean closed;

    // Who wakes it.
    private volatile boolean settled;

    private Turn(Turns<T> turns, Selection selection, boolean sends, T item) {
        this.turns = turns;
        this.selection = selection;
        this.sends = sends;
        this.item = item;
    }

    /**
     * One that waits to send.
     *
     * @param selection to which it belongs; null for none
     */
    static <T> Turn<T> toSend(Turns<T> turns, Selection selection, T item) {
        return new Turn<>(turns, selection, true, item);
    }

    /** The same to receive. */
    static <T> Turn<T> toReceive(Turns<T> turns, Selection selection) {
        return new Turn<>(turns, selection, false, null);
    }

    boolean sends() {
        return sends;
    }

    // ---- By the one who waits ------------------------------------------------------------------

    @Override
    public boolean isSettled() {
        return settled;
    }

    /** When settled: whether the channel's end was the reason. */
    boolean isClosed() {
        return closed;
    }

    /** What was received. */
    T item() {
        return item;
    }

    @Override
    public boolean withdraw() {
        if (turns.withdraw(this)) {
            return true;
        }
        for (int spins = 0; !settled; spins++) { // whoever has served it is about to say so
            SpinLock.pause(spins);
        }
        return false;
    }

    // ---- By the holder of the lock -------------------------------------------------------------

    boolean isQueued() {
        return queued;
    }

    void setQueued(boolean queued) {
        this.queued = queued;
    }

    /** Whether it may be served, by the caller. */
    boolean tryClaim() {
        return selection == null || selection.tryClaim(this);
    }

    /** The same for a sender and a receiver that are served at once: both or neither. */
    static <T> boolean tryClaimBoth(Turn<T> one, Turn<T> other) {
        if (one.selection == null) {
            return other.tryClaim();
        }
        if (other.selection == null) {
            return one.tryClaim();
        }
        return one.selection != other.selection
                && Selection.tryClaimBoth(one.selection, one, other.selection, other);
    }

    /** Whether it may still be served; if not, it never may. */
    boolean isOpen() {
        return selection == null || selection.isOpen();
    }

    T itemToSend() {
        return item;
    }

    void sent() {
        item = null;
    }

    void received(T value) {
        item = value;
    }

    void closed() {
        closed = true;
    }

    // ---- By whoever has served it, without the lock --------------------------------------------

    /** The last that is done with it by anybody but the one who waits. */
    void wake() {
        if (selection != null) {
            selection.settle();
            return;
        }
        Thread waiter = thread;
        settled = true; // publishes the rest
        if (waiter != Thread.currentThread()) {
            Parking.unpark(waiter);
        }
    }
}
