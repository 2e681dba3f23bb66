package dev.raddle.scheduler.channel;

import dev.raddle.Coroutine;
import dev.raddle.Select;
import dev.raddle.scheduler.EndListener;

/**
 * The end of a coroutine.
 *
 * @param <T> its result
 * @param <R> what the handler returns
 */
final class JoinClause<T, R> extends Clause<R> {
    private final Coroutine<T> coroutine;
    private final Select.Handler<? super T, ? extends R> handler;

    private Object claimant;
    private EndListener listener;

    JoinClause(Coroutine<T> coroutine, Select.Handler<? super T, ? extends R> handler) {
        this.coroutine = coroutine;
        this.handler = handler;
    }

    @Override
    boolean isDoneNow() {
        return coroutine.isDone();
    }

    @Override
    void enlist(Selection selection) {
        var ours = new Object(); // of this round: an end that is told late claims no later one
        claimant = ours;
        listener =
                EndListener.on(
                        coroutine,
                        () -> {
                            if (selection.tryClaim(ours)) {
                                selection.settle();
                            }
                        });
    }

    @Override
    boolean isClaimant(Object other) {
        return claimant != null && claimant == other;
    }

    @Override
    void leave() {
        if (listener != null) { // else there was no memory for it
            listener.leave();
            listener = null;
        }
    }

    @Override
    R finish() throws InterruptedException {
        forget();
        return handler.handle(coroutine.join());
    }

    @Override
    void forget() {
        claimant = null;
        listener = null;
    }
}
