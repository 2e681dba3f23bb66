package dev.raddle.scheduler.channel;

import dev.raddle.Received;
import dev.raddle.Select;

/**
 * An item of a channel, or its end.
 *
 * @param <T> the items
 * @param <R> what the handler returns
 */
final class ReceiveClause<T, R> extends Clause<R> {
    private final ChannelImpl<T> channel;
    private final Select.Handler<? super Received<T>, ? extends R> handler;

    private Received<T> received;
    private Turn<T> turn;

    ReceiveClause(
            ChannelImpl<T> channel, Select.Handler<? super Received<T>, ? extends R> handler) {
        this.channel = channel;
        this.handler = handler;
    }

    @Override
    boolean isDoneNow() {
        received = channel.receiveNow();
        return !(received instanceof Received.Nothing);
    }

    @Override
    void enlist(Selection selection) {
        turn = Turn.toReceive(channel.turns(), selection);
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
        Received<T> got = turn == null ? received : channel.received(turn);
        forget();
        return handler.handle(got);
    }

    @Override
    void forget() {
        received = null;
        turn = null;
    }
}
