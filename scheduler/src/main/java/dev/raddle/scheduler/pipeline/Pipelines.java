package dev.raddle.scheduler.pipeline;

import dev.raddle.Pipeline;

import java.util.Iterator;

/** Makes pipelines for the provider. */
public final class Pipelines {
    private Pipelines() {}

    /**
     * See {@link Pipeline#from(Iterator)}.
     *
     * @param <T> the items, not null
     * @param source where they come from
     * @return a pipeline without stages
     */
    public static <T> Pipeline<T> from(Iterator<? extends T> source) {
        return OrderedPipeline.over(source);
    }
}
