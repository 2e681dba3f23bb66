package dev.raddle;

/**
 * What an attempt to receive has brought.
 *
 * @param <T> the items
 */
public sealed interface Received<T> {

    /**
     * An item.
     *
     * @param <T> the items
     * @param value never null
     */
    record Item<T>(T value) implements Received<T> {}

    /**
     * Nothing, within the time that was given.
     *
     * @param <T> the items
     */
    record Nothing<T>() implements Received<T> {}

    /**
     * Nothing, and nothing will come: the channel is closed, and all items were received.
     *
     * @param <T> the items
     * @param cause what it was closed with; null for nothing
     */
    record Closed<T>(Throwable cause) implements Received<T> {}
}
