package dev.raddle;

import dev.raddle.spi.Provider;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * Runs coroutines on carrier threads, one carrier per core, and spreads them by work stealing.
 *
 * <p>Opening one starts its carriers; an idle scheduler uses no CPU. All methods may be called from
 * any thread: from a coroutine, from any other virtual thread and from a platform thread. Those
 * that wait suspend the caller if it can be suspended and block it otherwise.
 *
 * <pre>{@code
 * try (Scheduler scheduler = Scheduler.open()) {
 *     int answer = scheduler.call(() -> {
 *         Coroutine<Integer> half = Scheduler.current().spawn(() -> 21);
 *         return 2 * half.join();
 *     });
 * }
 * }</pre>
 *
 * <p>Carriers are daemon threads, as those of virtual threads are: a program that returns from
 * {@code main} without having closed its scheduler ends at once, and what has not run by then never
 * does. {@link #close()} waits for all of it, so open a scheduler with {@code try}.
 *
 * <p>The design follows the M:N schedulers of Go and Tokio; see {@code docs/ARCHITECTURE.md}.
 */
public interface Scheduler extends AutoCloseable {

    /**
     * Opens a scheduler with a carrier for each usable CPU. Carriers do not keep the JVM alive:
     * {@link #close()} waits for the coroutines.
     *
     * @return a running scheduler
     * @throws IllegalStateException if the JVM was started without the flag that Raddle needs; the
     *     message says which and how to give it
     */
    static Scheduler open() {
        return builder().open();
    }

    /**
     * Starts the configuration of a scheduler.
     *
     * @return a builder with every option at its default
     */
    static Builder builder() {
        return Provider.get().newBuilder();
    }

    /**
     * The scheduler that runs the calling coroutine.
     *
     * @return the caller's scheduler
     * @throws IllegalStateException if the caller is not a coroutine
     */
    static Scheduler current() {
        return Provider.get().currentScheduler();
    }

    /**
     * Starts an unstructured coroutine: it is queued, and runs as soon as a carrier is free. Inside
     * a coroutine prefer {@link Scope#fork}, which cannot outlive its parent.
     *
     * @param <T> the result
     * @param body what to run; it may suspend, block and throw
     * @return the coroutine's handle
     * @throws java.util.concurrent.RejectedExecutionException after {@link #close()} was called,
     *     unless the caller is a coroutine of this scheduler
     */
    <T> Coroutine<T> spawn(Callable<? extends T> body);

    /**
     * Starts an unstructured coroutine without a result, see {@link #spawn(Callable)}.
     *
     * @param body what to run
     * @return the coroutine's handle
     * @throws java.util.concurrent.RejectedExecutionException as {@link #spawn(Callable)}
     */
    Coroutine<Void> spawn(Action body);

    /**
     * Starts an unstructured coroutine with a name, see {@link #spawn(Callable)}.
     *
     * @param <T> the result
     * @param name shown in reports
     * @param body what to run
     * @return the coroutine's handle
     * @throws java.util.concurrent.RejectedExecutionException as {@link #spawn(Callable)}
     */
    <T> Coroutine<T> spawn(String name, Callable<? extends T> body);

    /**
     * Runs a main coroutine and waits for it. What it throws is thrown here: the very same
     * exception, with the stack that it had.
     *
     * <p>If the waiting caller is cancelled or interrupted, the main coroutine is cancelled, and
     * the call ends when it has ended. A thread that was interrupted stays so, and gets a {@link
     * java.util.concurrent.CancellationException} that says it, unless the body ended normally or
     * failed in spite of its cancellation.
     *
     * @param <T> the result
     * @param <X> what the body may throw
     * @param main what to run
     * @return the body's result
     * @throws X what the body threw
     * @throws java.util.concurrent.CancellationException if the caller was cancelled or interrupted
     * @throws java.util.concurrent.RejectedExecutionException as {@link #spawn(Callable)}
     */
    <T, X extends Throwable> T call(Body<? extends T, ? extends X> main) throws X;

    /**
     * Runs a main coroutine without a result and waits for it, see {@link #call}.
     *
     * @param main what to run
     * @throws Exception what the body threw
     */
    void run(Action main) throws Exception;

    /**
     * Stops accepting coroutines from outside, lets every coroutine finish, and stops the carriers.
     * When it returns, no coroutine of this scheduler is running and no carrier thread is alive.
     * Closing a closed scheduler does nothing; a second thread that closes waits as well.
     *
     * <p>An interrupt while waiting turns into {@link #shutdownNow()}, and the caller stays
     * interrupted.
     *
     * @throws IllegalStateException if called by a coroutine of this scheduler, which could never
     *     end then
     */
    @Override
    void close();

    /**
     * As {@link #close()}, but waits no longer than the limit. Whatever the answer, no coroutine is
     * accepted from outside any more.
     *
     * @param limit how long to wait at most; zero or less only looks
     * @return whether the scheduler has stopped
     * @throws IllegalStateException as {@link #close()}
     */
    boolean close(Duration limit);

    /**
     * Cancels every coroutine, started or not, and then does as {@link #close()}. Coroutines that
     * ignore their cancellation are waited for.
     *
     * @throws IllegalStateException as {@link #close()}
     */
    void shutdownNow();

    /**
     * As {@link #shutdownNow()}, but waits no longer than the limit.
     *
     * @param limit how long to wait at most; zero or less only looks
     * @return whether the scheduler has stopped
     * @throws IllegalStateException as {@link #close()}
     */
    boolean shutdownNow(Duration limit);

    /**
     * Whether {@link #close()} or {@link #shutdownNow()} was called.
     *
     * @return true from the first such call on
     */
    boolean isClosed();

    /**
     * How many carriers run coroutines.
     *
     * @return 1 or more
     */
    int carriers();

    /**
     * The scheduler's name, part of the names of its threads.
     *
     * @return as given to {@link Builder#name}, or a number
     */
    String name();

    /**
     * Counts what has happened so far. The figures are read one after the other while the carriers
     * go on: each is exact for some moment, not all for the same one.
     *
     * @return a snapshot
     */
    Metrics metrics();

    /**
     * What has happened in a scheduler since it was opened.
     *
     * @param spawned coroutines spawned or forked
     * @param finished coroutines that have ended, in whatever way
     * @param steals times that a carrier took work from another
     * @param parks times that a carrier went to sleep
     * @param hosts stacks created so far; a stack serves one coroutine after the other
     */
    record Metrics(long spawned, long finished, long steals, long parks, long hosts) {}

    /** Options of a scheduler. A builder may be used again; it is not thread-safe. */
    interface Builder {
        /**
         * How many carriers to start.
         *
         * @param carriers 1 to 1024; the default is one for each CPU given to {@link Pinning#cpus},
         *     and otherwise the number of CPUs that this process may use: its affinity mask and its
         *     cgroup's quota are respected
         * @return this
         * @throws IllegalArgumentException if out of range
         */
        Builder carriers(int carriers);

        /**
         * Which CPU each carrier is bound to.
         *
         * @param pinning the default is {@link Pinning#auto()}
         * @return this
         */
        Builder pinning(Pinning pinning);

        /**
         * The scheduler's name.
         *
         * @param name shown in thread names and reports
         * @return this
         */
        Builder name(String name);

        /**
         * Whom to tell when a spawned coroutine fails while nobody waits for it. Forked coroutines
         * report to their scope instead.
         *
         * @param handler called by the failed coroutine as its last act, so it should be quick; the
         *     default logs a warning with the exception
         * @return this
         */
        Builder uncaughtHandler(BiConsumer<? super Coroutine<?>, ? super Throwable> handler);

        /**
         * Starts the carriers: daemon threads, which do not keep the JVM alive.
         *
         * @return a running scheduler
         * @throws IllegalStateException as {@link Scheduler#open()}
         * @throws IllegalArgumentException if {@link Pinning#cpus} names CPUs that may not be used,
         *     or not exactly as many as {@link #carriers} says
         */
        Scheduler open();
    }
}
