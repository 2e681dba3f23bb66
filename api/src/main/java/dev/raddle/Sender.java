package dev.raddle;

import java.time.Duration;

/**
 * The end of a {@link Channel} where items go in.
 *
 * <p>All methods may be called from any thread, by many at once. Those that wait suspend a virtual
 * thread, a coroutine's or another, and block a platform thread. Each call that sends is a
 * suspension point: a cancelled coroutine gets a {@link
 * java.util.concurrent.CancellationException}, and the item was not sent; and a coroutine that has
 * held its carrier for longer than its slice lets others run. A cancelled coroutine can close.
 *
 * @param <T> the items, never null
 */
public interface Sender<T> extends AutoCloseable {

    /**
     * Sends an item; waits while there is no room, behind those who wait already.
     *
     * <p>What the caller did before happens-before what the receiver of the item does.
     *
     * @param item not null
     * @throws ChannelClosedException if the channel is closed; the item was not sent
     * @throws InterruptedException if interrupted while waiting; the item was not sent
     */
    void send(T item) throws InterruptedException;

    /**
     * Sends an item if there is room for it now, and nobody waits for that.
     *
     * @param item not null
     * @return what has become of it
     */
    Sent trySend(T item);

    /**
     * Sends an item; waits for room for no longer than a time.
     *
     * @param item not null
     * @param limit how long to wait at most; zero or less is {@link #trySend(Object)}
     * @return what has become of it
     * @throws InterruptedException if interrupted while waiting; the item was not sent
     */
    Sent trySend(T item, Duration limit) throws InterruptedException;

    /**
     * Sends items one after the other. Others' items may come between them.
     *
     * @param items none of them null
     * @throws ChannelClosedException if the channel is closed; the items from this one on were not
     *     sent
     * @throws InterruptedException if interrupted while waiting; likewise
     */
    default void sendAll(Iterable<? extends T> items) throws InterruptedException {
        for (T item : items) {
            send(item);
        }
    }

    /**
     * No more items: later calls of {@code send} fail. What was sent, or waits to be sent, is still
     * received; then receivers learn that the channel is closed. Does nothing if it is already.
     * Never waits.
     */
    @Override
    void close();

    /**
     * As {@link #close()}, with a reason that both ends are told as the cause of their exceptions.
     *
     * @param cause not null
     */
    void close(Throwable cause);

    /**
     * Whether this end takes no more items.
     *
     * @return true once closed, for ever
     */
    boolean isClosed();
}
