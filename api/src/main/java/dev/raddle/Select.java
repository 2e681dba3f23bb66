package dev.raddle;

import dev.raddle.spi.Provider;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Waits for the first of several things: an item, room for one, the end of a coroutine, a time.
 *
 * <pre>{@code
 * class Server {
 *     static void serve(Channel<Integer> orders, Channel<String> stops) throws InterruptedException {
 *         Select<Boolean> select =
 *                 Select.<Boolean>biased()
 *                         .receive(stops, why -> false)
 *                         .receive(orders, order -> order > 0)
 *                         .timeout(java.time.Duration.ofSeconds(1), () -> true);
 *         while (select.select()) {}
 *     }
 * }
 * }</pre>
 *
 * <p>Exactly one clause wins each {@link #select}; the others have had no effect: no item was taken
 * or sent by them. Then the winner's handler runs, in the caller, and its result is that of the
 * select.
 *
 * <p>One object serves for any number of selects, one at a time, by one thread or coroutine at a
 * time. Clauses are added before the first. Whoever waits here waits in each channel's line, as
 * those do who call {@code send} and {@code receive}.
 *
 * <p>After Go's {@code select}, and Reppy's Concurrent ML.
 *
 * @param <R> what the handlers return
 */
public interface Select<R> {

    /**
     * What follows a clause that has won.
     *
     * @param <T> what it has brought
     * @param <R> the result
     */
    @FunctionalInterface
    interface Handler<T, R> {
        /**
         * Makes the select's result.
         *
         * @param value what the clause has brought
         * @return the result, may be null
         * @throws InterruptedException if it waits and is interrupted
         */
        R handle(T value) throws InterruptedException;
    }

    /**
     * One that takes the first clause that is ready, in the order of their adding.
     *
     * @param <R> what the handlers return
     * @return a select without clauses
     */
    static <R> Select<R> biased() {
        return Provider.get().newSelect(false);
    }

    /**
     * One that takes any of the clauses that are ready, each as often as another in the long run.
     *
     * @param <R> what the handlers return
     * @return a select without clauses
     */
    static <R> Select<R> fair() {
        return Provider.get().newSelect(true);
    }

    /**
     * Adds: an item is there. If the channel is closed and empty, the clause wins, too, and {@link
     * #select} throws a {@link ChannelClosedException}.
     *
     * @param <T> the items
     * @param from a channel, or a ticker
     * @param handler gets the item
     * @return this
     * @throws IllegalArgumentException if it was not made by the methods of {@link Channel}
     */
    <T> Select<R> receive(Receiver<T> from, Handler<? super T, ? extends R> handler);

    /**
     * Adds: an item is there, or the channel is closed and empty.
     *
     * @param <T> the items
     * @param from a channel, or a ticker
     * @param handler gets an item, or closed
     * @return this
     * @throws IllegalArgumentException if it was not made by the methods of {@link Channel}
     */
    <T> Select<R> receiveOrClosed(
            Receiver<T> from, Handler<? super Received<T>, ? extends R> handler);

    /**
     * Adds: there is room for an item, or somebody who takes it. If the channel is closed, the
     * clause wins, too, and {@link #select} throws a {@link ChannelClosedException}.
     *
     * @param <T> the items
     * @param to a channel
     * @param item is asked for once in each select, before anything else happens; what it gives is
     *     dropped if another clause wins
     * @param handler gets the item that was sent
     * @return this
     * @throws IllegalArgumentException if it was not made by the methods of {@link Channel}
     */
    <T> Select<R> send(
            Sender<T> to, Supplier<? extends T> item, Handler<? super T, ? extends R> handler);

    /**
     * Adds: a coroutine has ended. If it has failed or was cancelled, {@link #select} throws what
     * {@link Coroutine#join()} would.
     *
     * @param <T> its result
     * @param coroutine whose end is waited for; not the caller itself
     * @param handler gets its result
     * @return this
     */
    <T> Select<R> join(Coroutine<T> coroutine, Handler<? super T, ? extends R> handler);

    /**
     * Adds: no other clause was ready within a time from the begin of the select.
     *
     * @param limit how long; zero or less is {@link #orElse}
     * @param body what to do then
     * @return this
     * @throws IllegalStateException if there is a time limit or an {@link #orElse} already
     */
    Select<R> timeout(Duration limit, Body<? extends R, InterruptedException> body);

    /**
     * Adds: no other clause is ready now. The select never waits then.
     *
     * @param body what to do then
     * @return this
     * @throws IllegalStateException if there is a time limit or an {@link #orElse} already
     */
    Select<R> orElse(Body<? extends R, InterruptedException> body);

    /**
     * Waits for a clause and runs its handler. A suspension point in any case.
     *
     * @return what the handler returned
     * @throws ChannelClosedException if the clause that won found its channel closed
     * @throws InterruptedException if interrupted while waiting; then no clause has had an effect
     * @throws java.util.concurrent.CancellationException if the caller is a cancelled coroutine;
     *     then no clause has had an effect
     * @throws IllegalStateException if there is no clause to wait for
     */
    R select() throws InterruptedException;
}
