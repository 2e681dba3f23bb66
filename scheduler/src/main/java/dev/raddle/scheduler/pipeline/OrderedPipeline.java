package dev.raddle.scheduler.pipeline;

import dev.raddle.Coroutine;
import dev.raddle.Pipeline;
import dev.raddle.Scheduler;
import dev.raddle.ScopeOptions;

import java.util.Iterator;
import java.util.Objects;

/**
 * The description of a pipeline, immutable: where items come from, the stages fused into one, where
 * it runs.
 *
 * @param <S> the source's items
 * @param <T> the items that come out of the last stage
 */
final class OrderedPipeline<S, T> implements Pipeline<T> {
    private static final int IN_FLIGHT_PER_CARRIER = 4;
    private static final int DEFAULT = 0;

    private final Origin<S> origin;
    private final Stage<? super S, ? extends T> stages;
    private final int stageCount;
    private final int inFlight;
    private final Scheduler scheduler;

    private OrderedPipeline(
            Origin<S> origin,
            Stage<? super S, ? extends T> stages,
            int stageCount,
            int inFlight,
            Scheduler scheduler) {
        this.origin = origin;
        this.stages = stages;
        this.stageCount = stageCount;
        this.inFlight = inFlight;
        this.scheduler = scheduler;
    }

    static <T> OrderedPipeline<T, T> over(Iterator<? extends T> source) {
        return new OrderedPipeline<>(new Origin<>(source), item -> item, 0, DEFAULT, null);
    }

    @Override
    public <R> Pipeline<R> map(Stage<? super T, ? extends R> stage) {
        Objects.requireNonNull(stage, "stage");
        int number = stageCount + 1;
        return new OrderedPipeline<S, R>(
                origin, new Fused<>(stages, stage, number), number, inFlight, scheduler);
    }

    @Override
    public Pipeline<T> inFlight(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("items in flight are 1 or more, not " + items);
        }
        return new OrderedPipeline<>(origin, stages, stageCount, items, scheduler);
    }

    @Override
    public Pipeline<T> on(Scheduler scheduler) {
        Objects.requireNonNull(scheduler, "scheduler");
        return new OrderedPipeline<>(origin, stages, stageCount, inFlight, scheduler);
    }

    @Override
    public long forEach(Sink<? super T> sink) {
        Objects.requireNonNull(sink, "sink");
        Scheduler target = target();
        int bound = inFlight == DEFAULT ? IN_FLIGHT_PER_CARRIER * target.carriers() : inFlight;
        Run<S, T> run = new Run<>(origin.take(), stages, sink, bound);
        return run.execute(ScopeOptions.defaults().withName("pipeline").withScheduler(target));
    }

    private Scheduler target() {
        if (scheduler != null) {
            return scheduler;
        }
        if (!Coroutine.isCurrent()) {
            throw new IllegalStateException(
                    "the caller is not a coroutine: name a scheduler with Pipeline.on(scheduler)");
        }
        return Scheduler.current();
    }

    /**
     * Two neighbouring stages as one call: an item changes hands only at the source and at the
     * sink.
     */
    private record Fused<A, B, C>(
            Stage<? super A, ? extends B> first, Stage<? super B, ? extends C> second, int number)
            implements Stage<A, C> {
        @Override
        public C apply(A item) throws Exception {
            C result = second.apply(first.apply(item));
            if (result == null) {
                throw new NullPointerException("stage " + number + " returned null");
            }
            return result;
        }
    }
}
