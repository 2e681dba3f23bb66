package dev.raddle.scheduler.pipeline;

import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The source that all pipelines made from one another share, and whether it was handed to a run: an
 * iterator has one reader, so a second run would silently see nothing, or half of the items.
 *
 * @param <S> the items
 */
final class Origin<S> {
    private final Iterator<? extends S> source;
    private final AtomicBoolean taken = new AtomicBoolean();

    Origin(Iterator<? extends S> source) {
        this.source = Objects.requireNonNull(source, "source");
    }

    Iterator<? extends S> take() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("this pipeline's source was used up by an earlier run");
        }
        return source;
    }
}
