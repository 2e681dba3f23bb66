package dev.raddle.scheduler.channel;

import dev.raddle.ChannelClosedException;
import dev.raddle.Received;
import dev.raddle.Receiver;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;

/**
 * Receives until the channel is closed. For one thread at a time.
 *
 * @param <T> the items
 */
final class Items<T> implements Iterator<T> {
    private final Receiver<T> channel;
    private T next;

    Items(Receiver<T> channel) {
        this.channel = channel;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = receive();
        }
        return next != null;
    }

    private T receive() {
        try {
            return switch (channel.receiveOrClosed()) {
                case Received.Item<T>(T item) -> item;
                case Received.Closed<T>(Throwable cause) when cause != null ->
                        throw new ChannelClosedException("the channel was closed early", cause);
                case Received.Closed<T> closed -> null;
                case Received.Nothing<T> nothing -> throw new AssertionError(nothing);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the next item");
        }
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the channel is closed, and all items were received");
        }
        T item = next;
        next = null;
        return item;
    }
}
