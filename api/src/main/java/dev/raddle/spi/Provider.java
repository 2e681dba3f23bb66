package dev.raddle.spi;

import dev.raddle.Body;
import dev.raddle.Channel;
import dev.raddle.ChannelOptions;
import dev.raddle.Coroutine;
import dev.raddle.Joiner;
import dev.raddle.JoinerScope;
import dev.raddle.Parallel;
import dev.raddle.Pipeline;
import dev.raddle.Receiver;
import dev.raddle.Scheduler;
import dev.raddle.Scope;
import dev.raddle.ScopeOptions;
import dev.raddle.Select;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.ServiceLoader;

/** Implements the static methods of the API; found by {@link ServiceLoader}. */
public interface Provider {

    /**
     * The implementation on the class path.
     *
     * @return always the same
     * @throws IllegalStateException if there is none
     */
    static Provider get() {
        return Holder.PROVIDER;
    }

    /**
     * See {@link Scheduler#builder()}.
     *
     * @return a new builder
     */
    Scheduler.Builder newBuilder();

    /**
     * See {@link Scheduler#current()}.
     *
     * @return the caller's scheduler
     */
    Scheduler currentScheduler();

    /**
     * See {@link Coroutine#current()}.
     *
     * @return the caller
     */
    Coroutine<?> currentCoroutine();

    /**
     * See {@link Coroutine#isCurrent()}.
     *
     * @return whether the caller is a coroutine
     */
    boolean isCoroutine();

    /** See {@link Coroutine#yield()}. */
    void yield();

    /**
     * See {@link Coroutine#sleep}.
     *
     * @param duration how long
     * @throws InterruptedException if interrupted
     */
    void sleep(Duration duration) throws InterruptedException;

    /** See {@link Coroutine#checkpoint()}. */
    void checkpoint();

    /**
     * See {@link Coroutine#uncancellable}.
     *
     * @param <T> the result
     * @param <X> what the body may throw
     * @param body what to run
     * @return the body's result
     * @throws X what the body threw
     */
    <T, X extends Throwable> T uncancellable(Body<? extends T, ? extends X> body) throws X;

    /**
     * See {@link Scope#open(ScopeOptions)}.
     *
     * @param options the scope's options
     * @return a scope owned by the caller
     */
    Scope openScope(ScopeOptions options);

    /**
     * See {@link Scope#open(Joiner, ScopeOptions)}.
     *
     * @param <T> what the children return
     * @param <R> what the joiner makes of it
     * @param joiner the policy
     * @param options the scope's options
     * @return a scope owned by the caller
     */
    <T, R> JoinerScope<T, R> openScope(Joiner<? super T, ? extends R> joiner, ScopeOptions options);

    /**
     * See {@link Pipeline#from(Iterator)}.
     *
     * @param <T> the items
     * @param source where they come from
     * @return a pipeline without stages
     */
    <T> Pipeline<T> newPipeline(Iterator<? extends T> source);

    /**
     * See {@link Channel#of}.
     *
     * @param <T> the items
     * @param options of the channel
     * @return a new channel
     */
    <T> Channel<T> newChannel(ChannelOptions<? super T> options);

    /**
     * See {@link Select#biased} and {@link Select#fair}.
     *
     * @param <R> what the handlers return
     * @param fair whether the clauses that are ready take turns
     * @return a select without clauses
     */
    <R> Select<R> newSelect(boolean fair);

    /**
     * See {@link Channel#after} and {@link Channel#ticker}.
     *
     * @param time until the first tick, and from one to the next
     * @param again whether there is another one
     * @return a new receiver
     */
    Receiver<Instant> newTicker(Duration time, boolean again);

    /**
     * See {@link Parallel}.
     *
     * @return always the same
     */
    ForkJoin forkJoin();
}
