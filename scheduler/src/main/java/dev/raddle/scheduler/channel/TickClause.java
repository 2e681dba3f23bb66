package dev.raddle.scheduler.channel;

import dev.raddle.Received;
import dev.raddle.Select;

import java.time.Instant;

/**
 * A tick. It wins by the time that the select waits for, or by the end of the ticker.
 *
 * @param <R> what the handler returns
 */
final class TickClause<R> extends Clause<R> {
    private final Ticker ticker;
    private final Select.Handler<? super Received<Instant>, ? extends R> handler;

    private Received<Instant> received;
    private Turn<Instant> turn;

    TickClause(Ticker ticker, Select.Handler<? super Received<Instant>, ? extends R> handler) {
        this.ticker = ticker;
        this.handler = handler;
    }

    @Override
    boolean isDoneNow() {
        received = ticker.receiveNow();
        return !(received instanceof Received.Nothing);
    }

    @Override
    long nanosUntilReady() {
        return ticker.nanosUntilDue();
    }

    @Override
    void enlist(Selection selection) {
        turn = Turn.toReceive(ticker.gate().turns(), selection);
        ticker.gate().turns().await(turn);
    }

    @Override
    boolean isClaimant(Object claimant) {
        return turn == claimant;
    }

    @Override
    void leave() {
        if (turn != null) { // else there was no memory for it
            ticker.gate().turns().withdraw(turn);
            turn = null;
        }
    }

    @Override
    R finish() throws InterruptedException {
        Received<Instant> got = turn == null ? received : new Received.Closed<>(null);
        forget();
        return handler.handle(got);
    }

    @Override
    void forget() {
        received = null;
        turn = null;
    }
}
