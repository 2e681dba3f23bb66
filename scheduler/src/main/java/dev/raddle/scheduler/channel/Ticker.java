package dev.raddle.scheduler.channel;

import dev.raddle.ChannelOptions;
import dev.raddle.Received;
import dev.raddle.Receiver;
import dev.raddle.scheduler.Parking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.Objects;

/**
 * Gives the time when it has come, to one receiver: once, or again and again.
 *
 * <p>It has no timer of its own: who receives waits until the next tick is due, and then takes it
 * by CAS, or finds that another one has. A tick that nobody has taken by the time of the next is
 * lost. Nothing is to be stopped when nobody wants ticks any more.
 *
 * <p>Receivers wait at a gate through which nothing comes but its end.
 */
public final class Ticker implements Receiver<Instant> {
    private static final long ONCE = 0;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Ticker.class, "state", State.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** When the next tick is due, by the JVM's clock; a new object for each tick. */
    private record State(long due, boolean ended) {}

    private final long period;
    private final ChannelImpl<Instant> gate = new ChannelImpl<>(ChannelOptions.rendezvous());

    // Any receiver, by CAS.
    private volatile State state;

    private Ticker(long delay, long period) {
        this.period = period;
        this.state = new State(System.nanoTime() + delay, false);
    }

    /**
     * For the provider.
     *
     * @param delay after which it ticks once
     * @return one that is closed after that
     */
    public static Ticker after(Duration delay) {
        return new Ticker(Math.max(0, ChannelImpl.nanos(delay)), ONCE);
    }

    /**
     * For the provider.
     *
     * @param period after which it ticks again and again
     * @return one that ticks until cancelled
     */
    public static Ticker every(Duration period) {
        long nanos = ChannelImpl.nanos(period);
        if (nanos <= 0) {
            throw new IllegalArgumentException("a ticker's period is above zero, not " + period);
        }
        return new Ticker(nanos, nanos);
    }

    /** At which other things can wait too, for its end. */
    ChannelImpl<Instant> gate() {
        return gate;
    }

    /** How long until the next tick; {@code Long.MAX_VALUE} if there is none. */
    long nanosUntilDue() {
        State seen = state;
        return seen.ended ? Long.MAX_VALUE : Math.max(0, seen.due - System.nanoTime());
    }

    /** A tick if it is due, without waiting. */
    Received<Instant> receiveNow() {
        for (; ; ) {
            State seen = state;
            if (seen.ended || gate.isClosed()) {
                return new Received.Closed<>(null);
            }
            long late = System.nanoTime() - seen.due;
            if (late < 0) {
                return new Received.Nothing<>();
            }
            if (STATE.compareAndSet(this, seen, after(seen, late))) {
                return new Received.Item<>(Instant.now());
            }
        }
    }

    private State after(State seen, long late) {
        return period == ONCE
                ? new State(seen.due, true)
                : new State(seen.due + period * (1 + late / period), false);
    }

    @Override
    public Instant receive() throws InterruptedException {
        if (receiveOrClosed() instanceof Received.Item<Instant>(Instant tick)) {
            return tick;
        }
        throw gate.closed("receive");
    }

    @Override
    public Received<Instant> receiveOrClosed() throws InterruptedException {
        return receive(Long.MAX_VALUE);
    }

    @Override
    public Received<Instant> tryReceive() {
        Parking.enter();
        return receiveNow();
    }

    @Override
    public Received<Instant> tryReceive(Duration limit) throws InterruptedException {
        long nanos = ChannelImpl.nanos(limit);
        return nanos <= 0 ? tryReceive() : receive(nanos);
    }

    private Received<Instant> receive(long nanos) throws InterruptedException {
        Parking.enter();
        long begun = System.nanoTime();
        for (; ; ) {
            Received<Instant> now = receiveNow();
            long left = nanos == Long.MAX_VALUE ? nanos : nanos - (System.nanoTime() - begun);
            if (!(now instanceof Received.Nothing) || left <= 0) {
                return now;
            }
            gate.receive(Math.min(left, nanosUntilDue()));
        }
    }

    @Override
    public int drainTo(Collection<? super Instant> into, int most) {
        Objects.requireNonNull(into, "into");
        if (most < 0) {
            throw new IllegalArgumentException("a number of items is 0 or more, not " + most);
        }
        if (most > 0 && tryReceive() instanceof Received.Item<Instant>(Instant tick)) {
            into.add(tick);
            return 1;
        }
        return 0;
    }

    @Override
    public Iterator<Instant> iterator() {
        return new Items<>(this);
    }

    @Override
    public void cancel() {
        gate.cancel();
    }
}
