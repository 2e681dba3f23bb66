package dev.raddle;

import java.util.concurrent.Callable;

/**
 * A scope whose {@link Joiner} decides what its children's results make together. See {@link
 * Scope}.
 *
 * @param <T> what the children return
 * @param <R> what the joiner makes of it
 */
public interface JoinerScope<T, R> extends AutoCloseable {

    /**
     * Starts a child. It inherits the {@link ScopedValue} bindings in force where it is forked. If
     * the scope has a bound on concurrency and as many children run, the caller waits.
     *
     * @param <U> the child's result
     * @param body what to run
     * @return the child's handle; in a cancelled scope the child is cancelled before it starts
     * @throws IllegalStateException if the scope is closed, or the caller is neither its owner nor
     *     a coroutine inside it
     */
    <U extends T> Coroutine<U> fork(Callable<? extends U> body);

    /**
     * Starts a child with a name, see {@link #fork(Callable)}.
     *
     * @param <U> the child's result
     * @param name shown in reports
     * @param body what to run
     * @return the child's handle
     * @throws IllegalStateException as {@link #fork(Callable)}
     */
    <U extends T> Coroutine<U> fork(String name, Callable<? extends U> body);

    /**
     * Waits until all children forked so far have ended, or the joiner has what it needs: then the
     * rest is cancelled and waited for. Suspends a virtual thread, blocks a platform thread. Only
     * the owner may call it.
     *
     * @return the joiner's result
     * @throws java.util.concurrent.CompletionException with the failure as its cause, if the joiner
     *     says that the scope failed
     * @throws DeadlineExceededException if the scope's deadline passed; the children are cancelled
     * @throws java.util.concurrent.CancellationException if the calling coroutine, or the scope, is
     *     cancelled
     * @throws IllegalStateException if the scope is closed, or called by anybody but the owner
     */
    R join();

    /** Cancels all children, present and future. May be called from any thread. */
    void cancel();

    /**
     * Whether the scope was cancelled: by {@link #cancel()}, by its joiner or by its deadline.
     *
     * @return true from then on
     */
    boolean isCancelled();

    /**
     * Waits for all children, even if the caller is cancelled. A failure of the scope that neither
     * {@link #join()} nor the join of a child has thrown to the owner is thrown here, so that none
     * goes unseen. Closing again does nothing.
     *
     * @throws java.util.concurrent.CompletionException with a failure not yet seen as its cause
     * @throws DeadlineExceededException if the deadline passed and nobody was told
     * @throws IllegalStateException if called by anybody but the owner, or while a scope opened
     *     later by the same owner is open (that one is closed too)
     */
    @Override
    void close();
}
