package dev.raddle;

/**
 * A body whose exception type the compiler knows, so that whoever runs it and waits for it rethrows
 * exactly that type.
 *
 * @param <T> the result
 * @param <X> what the body may throw; inferred as {@code RuntimeException} for a body that throws
 *     nothing checked
 */
@FunctionalInterface
public interface Body<T, X extends Throwable> {
    /**
     * Runs the body.
     *
     * @return the result, may be null
     * @throws X whatever the body throws
     */
    T call() throws X;
}
