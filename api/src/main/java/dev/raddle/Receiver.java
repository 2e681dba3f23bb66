package dev.raddle;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;

/**
 * The end of a {@link Channel} where items come out, each of them for one receiver.
 *
 * <p>All methods may be called from any thread, by many at once. Those that wait suspend a virtual
 * thread, a coroutine's or another, and block a platform thread. Each call that receives is a
 * suspension point: a cancelled coroutine gets a {@link
 * java.util.concurrent.CancellationException}, and no item is lost by that; and a coroutine that
 * has held its carrier for longer than its slice lets others run. A cancelled coroutine can call
 * {@link #cancel}.
 *
 * @param <T> the items, never null
 */
public interface Receiver<T> extends Iterable<T> {

    /**
     * The next item; waits for one, behind those who wait already.
     *
     * @return an item
     * @throws ChannelClosedException if the channel is closed and all items were received
     * @throws InterruptedException if interrupted while waiting
     */
    T receive() throws InterruptedException;

    /**
     * The next item, or that there will be none: {@link #receive} without an exception at the end.
     *
     * @return an item, or closed; waits as long as it takes
     * @throws InterruptedException if interrupted while waiting
     */
    Received<T> receiveOrClosed() throws InterruptedException;

    /**
     * An item if there is one now, and nobody waits for it.
     *
     * @return an item, nothing, or closed
     */
    Received<T> tryReceive();

    /**
     * The next item; waits for no longer than a time.
     *
     * @param limit how long to wait at most; zero or less is {@link #tryReceive()}
     * @return an item, nothing within the time, or closed
     * @throws InterruptedException if interrupted while waiting
     */
    Received<T> tryReceive(Duration limit) throws InterruptedException;

    /**
     * Takes what there is now, in order, without waiting.
     *
     * @param into where the items go
     * @param most how many at most, 0 or more
     * @return how many there were
     * @throws IllegalArgumentException if {@code most} is negative
     */
    int drainTo(Collection<? super T> into, int most);

    /**
     * Receives until the channel is closed. {@code hasNext} waits for an item, which is the
     * iterator's from then on: nobody else gets it.
     *
     * <p>An interrupt while waiting ends the iteration with a {@link
     * java.util.concurrent.CancellationException}, and stays set. If the channel was closed with a
     * cause, {@code hasNext} throws a {@link ChannelClosedException} with it at the end.
     *
     * @return an iterator for one thread at a time
     */
    @Override
    Iterator<T> iterator();

    /**
     * Closes the channel and drops what was sent and not received; its handler for undelivered
     * items is told of each. Those who wait to send fail and keep their items. Does nothing to a
     * channel that is closed and empty. Never waits.
     */
    void cancel();
}
