package dev.raddle;

import dev.raddle.spi.Provider;

import java.util.Iterator;
import java.util.Objects;

/**
 * A stream of items through stages that run in parallel: a source, parallel stages whose results
 * keep the input's order, and a sink, with a bound on what is in flight.
 *
 * <pre>{@code
 * Pipeline.from(blocks)
 *         .map(block -> compress(block))   // on all cores
 *         .inFlight(64)                    // at most so many between source and sink
 *         .forEach(compressed -> out.write(compressed));
 * }</pre>
 *
 * <p>The source is read and the sink is called by one coroutine at a time, in order. The source is
 * read no further than the bound allows: a slow sink slows the source (back-pressure), and memory
 * is bounded whatever the stages do. The first failure, of the source, a stage or the sink, cancels
 * everything, and surfaces with its cause once everything has ended. Stages may suspend and block.
 *
 * <p>A pipeline is immutable: each method gives a new one. Running it uses the source up. After
 * TBB's {@code parallel_pipeline}.
 *
 * @param <T> the items that come out at this point
 */
public interface Pipeline<T> {

    /**
     * A pipeline over an iterator. It may block; its {@code next()} is called by one coroutine at a
     * time.
     *
     * @param <T> the items, not null
     * @param source where they come from
     * @return a pipeline without stages
     */
    static <T> Pipeline<T> from(Iterator<? extends T> source) {
        return Provider.get().newPipeline(source);
    }

    /**
     * A pipeline over a collection.
     *
     * @param <T> the items, not null
     * @param source where they come from
     * @return a pipeline without stages
     */
    static <T> Pipeline<T> from(Iterable<? extends T> source) {
        Objects.requireNonNull(source, "source");
        return from(source.iterator());
    }

    /**
     * Adds a parallel stage that keeps the input's order.
     *
     * @param <R> what the stage makes of an item
     * @param stage called for many items at once, on all carriers; must not return null
     * @return a new pipeline
     */
    <R> Pipeline<R> map(Stage<? super T, ? extends R> stage);

    /**
     * Bounds the items between source and sink.
     *
     * @param items 1 or more; the default is 4 for each carrier
     * @return a new pipeline
     * @throws IllegalArgumentException if below 1
     */
    Pipeline<T> inFlight(int items);

    /**
     * Runs the pipeline on a given scheduler. A caller that is not a coroutine has to name one.
     *
     * @param scheduler where the stages run
     * @return a new pipeline
     */
    Pipeline<T> on(Scheduler scheduler);

    /**
     * Runs the pipeline to its end, and returns when nothing of it runs any more. Suspends a
     * virtual thread, blocks a platform thread.
     *
     * @param sink gets the results in the input's order, one at a time
     * @return how many items reached the sink
     * @throws java.util.concurrent.CompletionException with the first failure as its cause
     * @throws java.util.concurrent.CancellationException if the calling coroutine is cancelled; all
     *     stages are cancelled and have ended
     * @throws IllegalStateException if the caller is not a coroutine and {@link #on} was not called
     */
    long forEach(Sink<? super T> sink);

    /**
     * What a stage does to an item.
     *
     * @param <T> what comes in
     * @param <R> what goes out
     */
    @FunctionalInterface
    interface Stage<T, R> {
        /**
         * Makes one result of one item.
         *
         * @param item not null
         * @return not null
         * @throws Exception what makes the pipeline fail
         */
        R apply(T item) throws Exception;
    }

    /**
     * Where the results go.
     *
     * @param <T> what comes out of the last stage
     */
    @FunctionalInterface
    interface Sink<T> {
        /**
         * Takes one result.
         *
         * @param item not null
         * @throws Exception what makes the pipeline fail
         */
        void accept(T item) throws Exception;
    }
}
