package dev.raddle.scheduler.channel;

import dev.raddle.Select;
import dev.raddle.Sent;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Room for an item in a channel, or its end.
 *
 * @param <T> the items
 * @param <R> what the handler returns
 */
final class SendClause<T, R> extends Clause<R> {
    private final ChannelImpl<T> channel;
    private final Supplier<? extends T> items;
    private final Select.Handler<? super T, ? extends R> handler;

    private T item;
    private Sent sent;
    private Turn<T> turn;

    SendClause(
            ChannelImpl<T> channel,
            Supplier<? extends T> items,
            Select.Handler<? super T, ? extends R> handler) {
        this.channel = channel;
        this.items = items;
        this.handler = handler;
    }

    @Override
    void prepare() {
        item = Objects.requireNonNull(items.get(), "an item to be sent is never null");
    }

    @Override
    boolean isDoneNow() {
        sent = channel.sendNow(item);
        return !(sent instanceof Sent.Full);
    }

    @Override
    void enlist(Selection selection) {
        turn = Turn.toSend(channel.turns(), selection, item);
        channel.turns().await(turn);
    }

    @Override
    boolean isClaimant(Object claimant) {
        return turn == claimant;
    }

    @Override
    void leave() {
        if (turn != null) { // else there was no memory for it
            channel.turns().withdraw(turn);
            turn = null;
        }
    }

    @Override
    R finish() throws InterruptedException {
        boolean closed = (turn == null ? sent : channel.sent(turn)) instanceof Sent.Closed;
        T mine = item;
        forget();
        if (closed) {
            throw channel.closed("send");
        }
        return handler.handle(mine);
    }

    @Override
    void forget() {
        item = null;
        sent = null;
        turn = null;
    }
}
