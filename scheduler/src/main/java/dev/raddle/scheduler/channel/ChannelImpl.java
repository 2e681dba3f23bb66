package dev.raddle.scheduler.channel;

import dev.raddle.Channel;
import dev.raddle.ChannelClosedException;
import dev.raddle.ChannelOptions;
import dev.raddle.Received;
import dev.raddle.Sent;
import dev.raddle.scheduler.Parking;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A channel: a {@link Ring} for what can be done at once, {@link Turns} for what has to wait.
 *
 * @param <T> the items
 */
public final class ChannelImpl<T> implements Channel<T> {
    private static final Sent DONE = new Sent.Done();
    private static final Sent FULL = new Sent.Full();

    private final Overflow overflow;
    private final Consumer<? super T> undelivered;
    private final Turns<T> turns;

    /**
     * For the provider.
     *
     * @param options of the channel
     */
    public ChannelImpl(ChannelOptions<? super T> options) {
        this(options, new Turns<>(new Ring<>(options.capacity())));
    }

    /** With turns of one's own, for tests. */
    ChannelImpl(ChannelOptions<? super T> options, Turns<T> turns) {
        this.overflow = options.overflow();
        this.undelivered = options.undelivered();
        this.turns = turns;
    }

    Turns<T> turns() {
        return turns;
    }

    // ---- Sending -------------------------------------------------------------------------------

    @Override
    public void send(T item) throws InterruptedException {
        Objects.requireNonNull(item, "item");
        Parking.enter();
        if (turns.ring().offer(item) == Ring.Offered.DONE) {
            turns.itemAdded();
        } else if (send(item, Long.MAX_VALUE) instanceof Sent.Closed) {
            throw closed("send");
        }
    }

    @Override
    public Sent trySend(T item) {
        Objects.requireNonNull(item, "item");
        Parking.enter();
        return sendNow(item);
    }

    /** Without waiting. */
    Sent sendNow(T item) {
        Ring.Offered offered = turns.ring().offer(item);
        if (offered == Ring.Offered.DONE) {
            turns.itemAdded();
            return DONE;
        }
        if (overflow != Overflow.WAIT) {
            return makeRoomFor(item);
        }
        if (turns.isClosed()) {
            return new Sent.Closed(turns.cause());
        }
        return turns.hasReceivers() ? sendToWaiting(item) : FULL;
    }

    /** Somebody waits for an item, but there may be others who come first. */
    private Sent sendToWaiting(T item) {
        Turn<T> turn = Turn.toSend(turns, null, item);
        return turns.attempt(turn) ? sent(turn) : FULL;
    }

    @Override
    public Sent trySend(T item, Duration limit) throws InterruptedException {
        long nanos = nanos(limit);
        if (nanos <= 0) {
            return trySend(item);
        }
        Objects.requireNonNull(item, "item");
        Parking.enter();
        if (turns.ring().offer(item) == Ring.Offered.DONE) {
            turns.itemAdded();
            return DONE;
        }
        return send(item, nanos);
    }

    private Sent send(T item, long nanos) throws InterruptedException {
        if (overflow != Overflow.WAIT) {
            return makeRoomFor(item);
        }
        Turn<T> turn = Turn.toSend(turns, null, item);
        turns.await(turn);
        return turn.isSettled() || Parking.await(turn, nanos) ? sent(turn) : FULL;
    }

    Sent sent(Turn<T> turn) {
        return turn.isClosed() ? new Sent.Closed(turns.cause()) : DONE;
    }

    /** Never waits. */
    private Sent makeRoomFor(T item) {
        return switch (overflow) {
            case DROP_LATEST -> dropLatest(item);
            case DROP_OLDEST -> dropOldestFor(item);
            case GROW -> growFor(item);
            case WAIT -> throw new AssertionError();
        };
    }

    private Sent dropLatest(T item) {
        if (turns.isClosed()) {
            return new Sent.Closed(turns.cause());
        }
        undelivered.accept(item);
        return DONE;
    }

    private Sent dropOldestFor(T item) {
        Turn<T> turn = Turn.toSend(turns, null, item);
        T oldest = turns.displace(turn);
        if (oldest != null) {
            undelivered.accept(oldest);
        }
        return sent(turn);
    }

    private Sent growFor(T item) {
        for (int spins = 0; ; spins++) {
            Ring<T> ring = turns.ring();
            switch (ring.offer(item)) {
                case DONE -> {
                    turns.itemAdded();
                    return DONE;
                }
                case DIVERTED -> {
                    if (turns.isClosed()) {
                        return new Sent.Closed(turns.cause());
                    }
                    SpinLock.pause(spins); // it grows; the system may have stopped who does that
                }
                case FULL -> turns.grow(ring);
            }
        }
    }

    // ---- Receiving -----------------------------------------------------------------------------

    @Override
    public T receive() throws InterruptedException {
        Parking.enter();
        T item = turns.ring().poll();
        if (item != null) {
            turns.roomMade();
            return item;
        }
        Turn<T> turn = Turn.toReceive(turns, null);
        await(turn);
        if (turn.isClosed()) {
            throw closed("receive");
        }
        return turn.item();
    }

    private void await(Turn<T> turn) throws InterruptedException {
        turns.await(turn);
        if (!turn.isSettled()) {
            Parking.await(turn, Long.MAX_VALUE);
        }
    }

    @Override
    public Received<T> receiveOrClosed() throws InterruptedException {
        return receive(Long.MAX_VALUE);
    }

    @Override
    public Received<T> tryReceive() {
        Parking.enter();
        return receiveNow();
    }

    /** Without waiting. */
    Received<T> receiveNow() {
        Ring<T> ring = turns.ring();
        T item = ring.poll();
        if (item != null) {
            turns.roomMade();
            return new Received.Item<>(item);
        }
        if (isSurelyEmpty(ring)) {
            return new Received.Nothing<>();
        }
        Turn<T> turn = Turn.toReceive(turns, null);
        return turns.attempt(turn) ? received(turn) : new Received.Nothing<>();
    }

    /** Open, and without an item, at the moment when it looks for senders that wait. */
    private boolean isSurelyEmpty(Ring<T> ring) {
        long received = ring.head().count(); // before that moment: then it is not less
        if (turns.hasSenders()) {
            return false;
        }
        long sent = ring.tail().look(); // after it: then it was not more, nor closed, nor growing
        return End.count(sent) <= received && !End.has(sent, End.CLOSED);
    }

    @Override
    public Received<T> tryReceive(Duration limit) throws InterruptedException {
        long nanos = nanos(limit);
        return nanos <= 0 ? tryReceive() : receive(nanos);
    }

    Received<T> receive(long nanos) throws InterruptedException {
        Parking.enter();
        T item = turns.ring().poll();
        if (item != null) {
            turns.roomMade();
            return new Received.Item<>(item);
        }
        Turn<T> turn = Turn.toReceive(turns, null);
        turns.await(turn);
        return turn.isSettled() || Parking.await(turn, nanos)
                ? received(turn)
                : new Received.Nothing<>();
    }

    Received<T> received(Turn<T> turn) {
        return turn.isClosed()
                ? new Received.Closed<>(turns.cause())
                : new Received.Item<>(turn.item());
    }

    @Override
    public int drainTo(Collection<? super T> into, int most) {
        Objects.requireNonNull(into, "into");
        if (most < 0) {
            throw new IllegalArgumentException("a number of items is 0 or more, not " + most);
        }
        int count = 0;
        while (count < most && tryReceive() instanceof Received.Item<T>(T item)) {
            into.add(item);
            count++;
        }
        return count;
    }

    @Override
    public Iterator<T> iterator() {
        return new Items<>(this);
    }

    // ---- Ends ----------------------------------------------------------------------------------

    @Override
    public void close() {
        Parking.ensureRoom();
        turns.close(null);
    }

    @Override
    public void close(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        Parking.ensureRoom();
        turns.close(cause);
    }

    @Override
    public boolean isClosed() {
        return turns.isClosed();
    }

    @Override
    public void cancel() {
        Parking.ensureRoom();
        turns.cancel();
        Throwable failure = null;
        for (T item = turns.takeLeft(); item != null; item = turns.takeLeft()) {
            failure = tellOf(item, failure);
        }
        if (failure != null) {
            throw ChannelImpl.<Error>unchecked(failure);
        }
    }

    /** Whatever the handler throws, the next item is told too. */
    private Throwable tellOf(T item, Throwable earlier) {
        try {
            undelivered.accept(item);
            return earlier;
        } catch (Throwable e) {
            if (earlier == null) {
                return e;
            }
            if (earlier != e) {
                earlier.addSuppressed(e);
            }
            return earlier;
        }
    }

    ChannelClosedException closed(String operation) {
        return closed(operation, turns.cause());
    }

    static ChannelClosedException closed(String operation, Throwable cause) {
        return new ChannelClosedException("cannot " + operation + ": the channel is closed", cause);
    }

    @SuppressWarnings("unchecked") // what was caught came from code that declares nothing
    static <X extends Throwable> X unchecked(Throwable e) throws X {
        throw (X) e;
    }

    static long nanos(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        try {
            return limit.toNanos();
        } catch (ArithmeticException e) {
            return limit.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }
}
