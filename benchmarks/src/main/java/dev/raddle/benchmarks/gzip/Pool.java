package dev.raddle.benchmarks.gzip;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/**
 * Things that are costly to make and are used again. The one given back last is taken first: it is
 * the one that is still in the processor's cache. Not thread-local, as a coroutine that takes one
 * may give it back on another carrier.
 *
 * @param <T> what is pooled
 */
final class Pool<T> {
    private final ConcurrentLinkedDeque<T> idle = new ConcurrentLinkedDeque<>();
    private final Supplier<? extends T> maker;

    Pool(Supplier<? extends T> maker) {
        this.maker = maker;
    }

    T take() {
        T thing = idle.pollFirst();
        return thing != null ? thing : maker.get();
    }

    void give(T thing) {
        idle.addFirst(thing);
    }

    /** Removes one that is idle, or returns null. */
    T drain() {
        return idle.pollFirst();
    }
}
