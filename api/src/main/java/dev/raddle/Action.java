package dev.raddle;

/** A body without a result; like {@link Runnable}, but it may throw a checked exception. */
@FunctionalInterface
public interface Action {
    /**
     * Runs the body.
     *
     * @throws Exception whatever the body throws
     */
    void run() throws Exception;
}
