package dev.raddle;

/** What has become of an attempt to send. If not {@link Done}, the caller still has the item. */
public sealed interface Sent {

    /** The channel, or a receiver, has the item. */
    record Done() implements Sent {}

    /** There was no room for it within the time that was given. */
    record Full() implements Sent {}

    /**
     * The channel is closed.
     *
     * @param cause what it was closed with; null for nothing
     */
    record Closed(Throwable cause) implements Sent {}
}
