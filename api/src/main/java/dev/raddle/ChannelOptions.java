package dev.raddle;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * Options of a {@link Channel}.
 *
 * @param <T> the items
 * @param capacity room for how many items, at first if it grows; 0 to {@value #MOST}
 * @param overflow what happens if there is no room
 * @param undelivered is called with each item that was sent and will not be received, by whoever
 *     drops it: a sender, or who cancels. It is called outside of all locks, when that call has
 *     done its work; what it throws is thrown by that call, after all items were told.
 */
public record ChannelOptions<T>(
        int capacity, Channel.Overflow overflow, Consumer<? super T> undelivered) {

    /** The largest capacity. */
    public static final int MOST = 1 << 28;

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the capacity is out of range, or 0 where senders never
     *     wait
     */
    public ChannelOptions {
        Objects.requireNonNull(overflow, "overflow");
        Objects.requireNonNull(undelivered, "undelivered");
        if (capacity < 0 || capacity > MOST) {
            throw new IllegalArgumentException(
                    "a channel's capacity is from 0 to " + MOST + ", not " + capacity);
        }
        if (capacity == 0 && overflow != Channel.Overflow.WAIT) {
            throw new IllegalArgumentException(
                    "a channel whose senders never wait needs room for one item: a capacity of 1"
                            + " or more");
        }
    }

    /**
     * No room: senders wait for receivers. Nothing is told of undelivered items.
     *
     * @param <T> the items
     * @return options
     */
    public static <T> ChannelOptions<T> rendezvous() {
        return buffered(0);
    }

    /**
     * Room for some items: senders wait if there is none. Nothing is told of undelivered items.
     *
     * @param <T> the items
     * @param capacity 0 to {@value #MOST}
     * @return options
     * @throws IllegalArgumentException if the capacity is out of range
     */
    public static <T> ChannelOptions<T> buffered(int capacity) {
        return new ChannelOptions<>(capacity, Channel.Overflow.WAIT, item -> {});
    }

    /**
     * The same with another way to deal with items for which there is no room.
     *
     * @param overflow what happens to them
     * @return new options
     * @throws IllegalArgumentException if senders never wait and the capacity is 0
     */
    public ChannelOptions<T> withOverflow(Channel.Overflow overflow) {
        return new ChannelOptions<>(capacity, overflow, undelivered);
    }

    /**
     * The same with a handler for items that were sent and will not be received.
     *
     * @param <U> the items
     * @param undelivered is told of each
     * @return new options
     */
    public <U extends T> ChannelOptions<U> withUndelivered(Consumer<? super U> undelivered) {
        return new ChannelOptions<>(capacity, overflow, undelivered);
    }
}
