package dev.raddle;

import dev.raddle.spi.Provider;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * The handle of a coroutine: a thread of control so light that there can be millions.
 *
 * <p>Until it first suspends, a coroutine has no stack of its own: its body runs as a plain call on
 * a stack lent by its carrier. It suspends in the methods of this library and in the JDK's blocking
 * calls (locks, queues, sockets, {@code Thread.sleep}, …), and may go on on another carrier. What
 * it did before a suspension happens-before what it does after it.
 *
 * <p><b>Cancellation</b> is cooperative. A coroutine that has not started never runs. One that has
 * is interrupted if it blocks in the JDK, and gets a {@link
 * java.util.concurrent.CancellationException} from this library's suspension points, again and
 * again until it ends: there is no way to lose a cancellation by catching it once. Clean-up that
 * has to suspend goes into {@link #uncancellable}. A body that ends normally in spite of its
 * cancellation has its result.
 *
 * <p>All methods may be called from any thread.
 *
 * @param <T> the result
 */
public interface Coroutine<T> extends Future<T> {

    /**
     * Waits for the result. Suspends a virtual thread, blocks a platform thread.
     *
     * <p>An interrupt that is not a cancellation does not end the wait; use {@link #get()} for
     * that.
     *
     * <p>A suspension point whether the coroutine has ended or not: a cancelled caller never gets
     * the result. In clean-up code, {@link #resultNow()} of one that has ended gives it.
     *
     * <p>A coroutine that joins another may get a {@link
     * java.util.concurrent.CancellationException} for either of them; its message names the one
     * that was cancelled, and the caller if both were. In a program: {@link #checkpoint()} throws
     * again if the caller was, as does every suspension point.
     *
     * @return the body's result, may be null
     * @throws java.util.concurrent.CompletionException if the body failed: its cause is what the
     *     body threw. If the coroutine was cancelled because its scope failed, the cause is that
     *     failure.
     * @throws java.util.concurrent.CancellationException if the coroutine was cancelled; also if
     *     the <i>calling</i> coroutine is cancelled, see above
     * @throws IllegalStateException if a coroutine joins itself
     */
    T join();

    /**
     * As {@link #join()}, but waits no longer than the limit.
     *
     * @param limit how long to wait at most; zero or less only looks
     * @return the body's result, may be null
     * @throws DeadlineExceededException if it takes longer; the coroutine goes on
     */
    T join(Duration limit);

    /**
     * Asks the coroutine to end, see the class text. Does nothing to one that has ended.
     *
     * @return whether the coroutine had not ended yet
     */
    default boolean cancel() {
        return cancel(true);
    }

    /**
     * Asks the coroutine to end.
     *
     * @param mayInterruptIfRunning whether blocking calls of the JDK shall be interrupted too; this
     *     library's suspension points react in any case
     * @return whether the coroutine had not ended yet
     */
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /**
     * The name given at its start.
     *
     * @return the name, or a text made from its number
     */
    String name();

    /**
     * Whether the body has begun.
     *
     * @return true from the body's first instruction on; false for one that was cancelled before
     */
    boolean isStarted();

    /**
     * A future that completes as this coroutine does. Cancelling it does not cancel the coroutine.
     *
     * <p>A dependent stage added before that ({@code thenApply}, {@code whenComplete}, …) is run by
     * whoever ends the coroutine: by the coroutine itself as its last act, on its carrier, or by
     * the one who cancels it before it starts. Until the stage returns, its scope or scheduler
     * cannot close. So give longer work an executor of its own, by the variants whose names end in
     * {@code Async}.
     *
     * @return a new future
     */
    CompletableFuture<T> toCompletableFuture();

    /**
     * The coroutine that calls.
     *
     * @return the caller
     * @throws IllegalStateException if the caller is not a coroutine
     */
    static Coroutine<?> current() {
        return Provider.get().currentCoroutine();
    }

    /**
     * Whether the caller is a coroutine.
     *
     * @return false on a platform thread and on a virtual thread that is not a coroutine's
     */
    static boolean isCurrent() {
        return Provider.get().isCoroutine();
    }

    /**
     * Lets every other runnable coroutine of this carrier run once. On a thread that is not a
     * coroutine's it is {@link Thread#yield()}.
     *
     * @throws java.util.concurrent.CancellationException if the caller is a cancelled coroutine
     */
    static void yield() {
        Provider.get().yield();
    }

    /**
     * Suspends the caller for a time; blocks a platform thread. In a coroutine the delay is kept by
     * the carriers' timers, with a resolution of about a tenth of a millisecond, never short.
     *
     * @param duration how long; zero or less is a {@link #yield()}
     * @throws InterruptedException if the calling thread is interrupted by somebody who does not
     *     cancel the coroutine
     * @throws java.util.concurrent.CancellationException if the caller is a cancelled coroutine
     */
    static void sleep(Duration duration) throws InterruptedException {
        Provider.get().sleep(duration);
    }

    /**
     * A suspension point without a suspension: ends a cancelled coroutine, and lets others run if
     * the caller has held its carrier for longer than its slice. Cheap enough for an inner loop.
     *
     * @throws java.util.concurrent.CancellationException if the caller is a cancelled coroutine
     */
    static void checkpoint() {
        Provider.get().checkpoint();
    }

    /**
     * Runs a body in which no cancellation is delivered, such as a clean-up that has to suspend.
     * One that arrives meanwhile is delivered at the next suspension point after it. May be nested.
     * On a thread that is not a coroutine's, just runs the body.
     *
     * @param <T> the result
     * @param <X> what the body may throw
     * @param body what to run
     * @return the body's result
     * @throws X what the body threw
     */
    static <T, X extends Throwable> T uncancellable(Body<? extends T, ? extends X> body) throws X {
        return Provider.get().uncancellable(body);
    }
}
