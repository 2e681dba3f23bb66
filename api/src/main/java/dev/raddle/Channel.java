package dev.raddle;

import dev.raddle.spi.Provider;

import java.time.Duration;
import java.time.Instant;

/**
 * Hands items over from senders to receivers, first in, first out. Each item has one receiver.
 *
 * <pre>{@code
 * class WordCount {
 *     static int count(Scope scope, java.util.List<String> texts) {
 *         Channel<String> words = Channel.buffered(64);
 *         scope.fork(() -> {
 *             try (words) { // closes it
 *                 for (String text : texts) {
 *                     for (String word : text.split(" ")) {
 *                         words.send(word);
 *                     }
 *                 }
 *             }
 *             return null;
 *         });
 *         int count = 0;
 *         for (String word : words) { // until it is closed and empty
 *             count++;
 *         }
 *         return count;
 *     }
 * }
 * }</pre>
 *
 * <p><b>Kinds.</b> They differ in what becomes of an item that nobody waits for: see the methods
 * that make them.
 *
 * <p><b>Fairness.</b> Who waits is served first come, first served, and nobody who comes later is
 * served before. Sending and receiving count as work: a channel that is always ready does not keep
 * a coroutine running for ever.
 *
 * <p><b>Ends.</b> {@link #close} lets receivers have what was sent; {@link #cancel} drops it. An
 * item whose {@code send} has returned was received, or lies in the channel, or was given to the
 * handler for undelivered items; an item whose {@code send} has thrown is still the sender's,
 * unless that handler has thrown. A wait that is cancelled, interrupted or out of time loses none.
 *
 * <p>After the channels of Hoare's CSP, Go and Kotlin.
 *
 * @param <T> the items, never null
 */
public interface Channel<T> extends Sender<T>, Receiver<T> {

    /**
     * A channel without room: {@code send} waits for a receiver.
     *
     * @param <T> the items
     * @return a new channel
     */
    static <T> Channel<T> rendezvous() {
        return of(ChannelOptions.rendezvous());
    }

    /**
     * A channel with room for some items; {@code send} waits while it is full.
     *
     * @param <T> the items
     * @param capacity 0 to {@value ChannelOptions#MOST}; 0 is a {@link #rendezvous}
     * @return a new channel
     * @throws IllegalArgumentException if the capacity is out of range
     */
    static <T> Channel<T> buffered(int capacity) {
        return of(ChannelOptions.buffered(capacity));
    }

    /**
     * A channel with room for any number of items, as long as there is memory: {@code send} never
     * waits. It keeps the room that it once had. Prefer a bound: it makes fast senders wait for
     * slow receivers.
     *
     * @param <T> the items
     * @return a new channel
     */
    static <T> Channel<T> unlimited() {
        return of(ChannelOptions.<T>buffered(16).withOverflow(Overflow.GROW));
    }

    /**
     * A channel that keeps the newest items only: {@code send} never waits, and drops the oldest
     * item if there is no room. What is dropped goes to the handler for undelivered items.
     *
     * @param <T> the items
     * @param capacity 1 to {@value ChannelOptions#MOST}
     * @return a new channel
     * @throws IllegalArgumentException if the capacity is out of range
     */
    static <T> Channel<T> dropOldest(int capacity) {
        return of(ChannelOptions.buffered(capacity).withOverflow(Overflow.DROP_OLDEST));
    }

    /**
     * A channel that keeps the oldest items only: {@code send} never waits, and drops its own item
     * if there is no room. What is dropped goes to the handler for undelivered items.
     *
     * @param <T> the items
     * @param capacity 1 to {@value ChannelOptions#MOST}
     * @return a new channel
     * @throws IllegalArgumentException if the capacity is out of range
     */
    static <T> Channel<T> dropLatest(int capacity) {
        return of(ChannelOptions.buffered(capacity).withOverflow(Overflow.DROP_LATEST));
    }

    /**
     * A channel that holds the newest item only: {@link #dropOldest} with room for one.
     *
     * @param <T> the items
     * @return a new channel
     */
    static <T> Channel<T> conflated() {
        return dropOldest(1);
    }

    /**
     * A receiver of one item, the time, when a delay is over; then it is closed. It needs no thread
     * and no clean-up.
     *
     * @param delay how long from now on; zero or less is now
     * @return a receiver, for a {@link Select} say
     */
    static Receiver<Instant> after(Duration delay) {
        return Provider.get().newTicker(delay, false);
    }

    /**
     * A receiver of the time, again and again. Each tick has one receiver; one that nobody has
     * received when the next is due is lost. It needs no thread and no clean-up; cancelling it ends
     * the waits of its receivers.
     *
     * @param period from tick to tick, above zero; the first is due after one period
     * @return a receiver
     * @throws IllegalArgumentException if the period is not above zero
     */
    static Receiver<Instant> ticker(Duration period) {
        return Provider.get().newTicker(period, true);
    }

    /**
     * A channel with these options.
     *
     * @param <T> the items
     * @param options capacity, overflow, handler
     * @return a new channel
     */
    static <T> Channel<T> of(ChannelOptions<? super T> options) {
        return Provider.get().newChannel(options);
    }

    /** What {@code send} does if there is no room. */
    enum Overflow {
        /** It waits. */
        WAIT,

        /** It makes more room. */
        GROW,

        /** It drops the oldest item. */
        DROP_OLDEST,

        /** It drops its own item. */
        DROP_LATEST
    }
}
