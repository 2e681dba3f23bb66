package dev.raddle;

/**
 * A {@link Channel} takes or has no more items. Its cause is what the channel was closed with, if
 * anything.
 */
public final class ChannelClosedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * An exception that tells which end is closed.
     *
     * @param message what was tried
     * @param cause what the channel was closed with; null for nothing
     */
    public ChannelClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
