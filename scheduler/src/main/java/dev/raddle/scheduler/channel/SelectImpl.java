package dev.raddle.scheduler.channel;

import dev.raddle.Body;
import dev.raddle.Coroutine;
import dev.raddle.Received;
import dev.raddle.Receiver;
import dev.raddle.Select;
import dev.raddle.Sender;
import dev.raddle.scheduler.Parking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A select: tries each clause, then waits for all of them at once ({@link Selection}). For one
 * thread at a time, which in each line that it joins is but one who waits ({@link Turn}).
 *
 * @param <R> what the handlers return
 */
public final class SelectImpl<R> implements Select<R> {
    private final boolean fair;
    private final List<Clause<R>> clauses = new ArrayList<>();
    private Body<? extends R, InterruptedException> otherwise;
    private long limit = Long.MAX_VALUE;
    private int random = System.identityHashCode(this) | 1;

    /**
     * For the provider.
     *
     * @param fair whether the clauses that are ready take turns
     */
    public SelectImpl(boolean fair) {
        this.fair = fair;
    }

    // ---- Clauses -------------------------------------------------------------------------------

    @Override
    public <T> Select<R> receive(Receiver<T> from, Handler<? super T, ? extends R> handler) {
        Objects.requireNonNull(handler, "handler");
        return receiveOrClosed(
                from,
                received ->
                        switch (received) {
                            case Received.Item<T>(T item) -> handler.handle(item);
                            case Received.Closed<T>(Throwable cause) ->
                                    throw ChannelImpl.closed("receive", cause);
                            case Received.Nothing<T> nothing -> throw new AssertionError(nothing);
                        });
    }

    @Override
    public <T> Select<R> receiveOrClosed(
            Receiver<T> from, Handler<? super Received<T>, ? extends R> handler) {
        Objects.requireNonNull(handler, "handler");
        return from instanceof Ticker ticker
                ? add(new TickClause<R>(ticker, ofInstants(handler)))
                : add(new ReceiveClause<T, R>(ours(from), handler));
    }

    @SuppressWarnings("unchecked") // of a ticker, whose items are instants
    private static <T, R> Handler<Received<Instant>, R> ofInstants(
            Handler<? super Received<T>, ? extends R> handler) {
        return (Handler<Received<Instant>, R>) (Handler<?, ?>) handler;
    }

    @Override
    public <T> Select<R> send(
            Sender<T> to, Supplier<? extends T> item, Handler<? super T, ? extends R> handler) {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(handler, "handler");
        return add(new SendClause<T, R>(ours(to), item, handler));
    }

    @Override
    public <T> Select<R> join(Coroutine<T> coroutine, Handler<? super T, ? extends R> handler) {
        Objects.requireNonNull(coroutine, "coroutine");
        Objects.requireNonNull(handler, "handler");
        return add(new JoinClause<T, R>(coroutine, handler));
    }

    @Override
    public Select<R> timeout(Duration time, Body<? extends R, InterruptedException> body) {
        long nanos = ChannelImpl.nanos(time);
        return otherwise(Math.max(0, nanos), body);
    }

    @Override
    public Select<R> orElse(Body<? extends R, InterruptedException> body) {
        return otherwise(0, body);
    }

    private Select<R> otherwise(long nanos, Body<? extends R, InterruptedException> body) {
        Objects.requireNonNull(body, "body");
        if (otherwise != null) {
            throw new IllegalStateException("a select has one time limit or orElse, not two");
        }
        limit = nanos;
        otherwise = body;
        return this;
    }

    private Select<R> add(Clause<R> clause) {
        clauses.add(clause);
        return this;
    }

    @SuppressWarnings("unchecked") // a channel of T is both ends of T
    private static <T> ChannelImpl<T> ours(Object channel) {
        if (Objects.requireNonNull(channel, "channel") instanceof ChannelImpl<?> impl) {
            return (ChannelImpl<T>) impl;
        }
        throw new IllegalArgumentException(
                "a select takes channels made by Channel's methods, not " + channel.getClass());
    }

    // ---- Selecting -----------------------------------------------------------------------------

    @Override
    public R select() throws InterruptedException {
        if (clauses.isEmpty() && otherwise == null) {
            throw new IllegalStateException(
                    "a select without clauses would wait for ever: add one, or orElse");
        }
        Parking.enter();
        try {
            for (Clause<R> clause : clauses) {
                clause.prepare();
            }
            Clause<R> winner = winner();
            return winner == null ? otherwise.call() : winner.finish();
        } finally {
            for (Clause<R> clause : clauses) {
                clause.forget();
            }
        }
    }

    /** Null if the time is over. */
    private Clause<R> winner() throws InterruptedException {
        long begun = limit == 0 || limit == Long.MAX_VALUE ? 0 : System.nanoTime();
        for (long left = limit; ; left = left(begun)) {
            Clause<R> ready = tryAll();
            if (ready != null || left <= 0) {
                return ready;
            }
            Clause<R> claimant = await(left);
            if (claimant != null) {
                return claimant;
            }
        }
    }

    private long left(long begun) {
        return limit == Long.MAX_VALUE ? limit : limit - (System.nanoTime() - begun);
    }

    private Clause<R> tryAll() {
        int first = fair ? random(clauses.size()) : 0;
        int count = clauses.size();
        for (int i = 0; i < count; i++) {
            Clause<R> clause = clauses.get(first + i < count ? first + i : first + i - count);
            if (clause.isDoneNow()) {
                return clause;
            }
        }
        return null;
    }

    /** Null if the time is over, or something may be ready that says so to nobody. */
    private Clause<R> await(long left) throws InterruptedException {
        long wait = left;
        for (Clause<R> clause : clauses) {
            wait = Math.min(wait, clause.nanosUntilReady());
        }
        if (wait <= 0) {
            return null;
        }
        var selection = new Selection();
        int enlisted = 0;
        try {
            while (enlisted < clauses.size() && selection.isOpen()) {
                clauses.get(enlisted++).enlist(selection);
            }
            return Parking.await(selection, wait) ? clauseOf(selection.claimant()) : null;
        } catch (VirtualMachineError e) {
            if (selection.withdraw()) {
                throw e;
            }
            return clauseOf(selection.claimant()); // it has had its effect
        } finally {
            for (Clause<R> clause : clauses.subList(0, enlisted)) {
                if (!clause.isClaimant(selection.claimant())) {
                    clause.leave();
                }
            }
        }
    }

    private Clause<R> clauseOf(Object claimant) {
        for (Clause<R> clause : clauses) {
            if (clause.isClaimant(claimant)) {
                return clause;
            }
        }
        throw new AssertionError(claimant);
    }

    /** Marsaglia's xorshift. */
    private int random(int bound) {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return bound == 0 ? 0 : Integer.remainderUnsigned(random, bound);
    }
}
