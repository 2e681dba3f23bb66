package dev.raddle;

import dev.raddle.spi.Provider;

/**
 * Structured concurrency: children that cannot outlive the block that forked them. The first child
 * that fails cancels the others, and its failure surfaces in the owner.
 *
 * <pre>{@code
 * try (Scope scope = Scope.open()) {
 *     Coroutine<Long> left = scope.fork(() -> sum(low, middle));
 *     long right = sum(middle, high);
 *     return left.join() + right;
 * }
 * }</pre>
 *
 * <p>The owner is the coroutine that opened the scope. Children may fork into it too, and so may
 * whatever they fork. A scope may also be opened by a thread that is not a coroutine's if it names
 * a scheduler: {@link ScopeOptions#scheduler}.
 *
 * <p>After Martin Sústrik's and Nathaniel Smith's structured concurrency (libdill, Trio) and the
 * JDK's {@code StructuredTaskScope} (JEP 505).
 */
public interface Scope extends JoinerScope<Object, Void> {

    /**
     * Opens a scope in which the first failure cancels the rest.
     *
     * @return a scope owned by the caller
     * @throws IllegalStateException if the caller is not a coroutine
     */
    static Scope open() {
        return open(ScopeOptions.defaults());
    }

    /**
     * Opens a scope in which the first failure cancels the rest.
     *
     * @param options name, deadline, bound on concurrency
     * @return a scope owned by the caller
     * @throws IllegalStateException if the caller is not a coroutine and the options name no
     *     scheduler
     */
    static Scope open(ScopeOptions options) {
        return Provider.get().openScope(options);
    }

    /**
     * Opens a scope with a policy of one's choice.
     *
     * @param <T> what the children return
     * @param <R> what the joiner makes of it
     * @param joiner the policy; a new one for each scope
     * @return a scope owned by the caller
     * @throws IllegalStateException if the caller is not a coroutine, or if the joiner is one of
     *     {@link Joiner}'s own and was used before
     */
    static <T, R> JoinerScope<T, R> open(Joiner<? super T, ? extends R> joiner) {
        return open(joiner, ScopeOptions.defaults());
    }

    /**
     * Opens a scope with a policy of one's choice.
     *
     * @param <T> what the children return
     * @param <R> what the joiner makes of it
     * @param joiner the policy; a new one for each scope
     * @param options name, deadline, bound on concurrency
     * @return a scope owned by the caller
     * @throws IllegalStateException if the caller is not a coroutine and the options name no
     *     scheduler, or if the joiner is one of {@link Joiner}'s own and was used before
     */
    static <T, R> JoinerScope<T, R> open(
            Joiner<? super T, ? extends R> joiner, ScopeOptions options) {
        JoinerScope<T, R> scope = Provider.get().openScope(joiner, options);
        if (joiner instanceof SingleUseJoiner<?, ?> once) {
            try {
                once.use();
            } catch (IllegalStateException e) {
                scope.close();
                throw e;
            }
        }
        return scope;
    }
}
