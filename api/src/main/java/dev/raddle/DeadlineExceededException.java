package dev.raddle;

/**
 * Time ran out. This is a failure of its own and never a cancellation: whoever catches a {@link
 * java.util.concurrent.CancellationException} does not catch it.
 */
public final class DeadlineExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * An exception that tells what took too long.
     *
     * @param message what was waited for and for how long
     */
    public DeadlineExceededException(String message) {
        super(message);
    }
}
