package dev.raddle;

import dev.raddle.spi.ForkJoin;

import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Elements of collections. */
final class Elements {
    private static final long CHUNK_NANOS = 20_000;

    private Elements() {}

    /** By index; of a copy if the list would have to search for it. */
    @SuppressWarnings("unchecked") // an array of what was in the list
    static <T> IntFunction<T> of(List<? extends T> list) {
        if (list instanceof RandomAccess) {
            return list::get;
        }
        Object[] copy = list.toArray();
        return i -> (T) copy[i];
    }

    /** Sets all elements of a list. */
    static <T> void set(List<T> list, T[] to) {
        ListIterator<T> at = list.listIterator();
        for (T each : to) {
            at.next();
            at.set(each);
        }
    }

    /**
     * Runs a body for each element of a spliterator: of its front part here, while the rest lies
     * ready for others. Chunks between two looks are adapted as those of a range.
     */
    static <T> void forEach(
            ForkJoin engine, Spliterator<? extends T> elements, Consumer<? super T> body) {
        Coroutine<?> me = Coroutine.current();
        long chunk = 1;
        boolean isLeft = true;
        while (isLeft) {
            Spliterator<? extends T> front = engine.isForkWanted() ? elements.trySplit() : null;
            if (front == null) {
                long start = System.nanoTime();
                isLeft = advance(elements, body, chunk);
                long nanos = System.nanoTime() - start;
                chunk = nanos > CHUNK_NANOS ? Math.max(1, chunk / 2) : chunk * 2;
            } else {
                var rest = new Rest<T>(engine, me, elements, body);
                engine.run(() -> forEach(engine, front, body), rest);
                isLeft = rest.isTakenBack;
            }
        }
    }

    private static <T> boolean advance(
            Spliterator<? extends T> elements, Consumer<? super T> body, long n) {
        for (long i = 0; i < n; i++) {
            if (!elements.tryAdvance(body)) {
                return false;
            }
        }
        return true;
    }

    /** What is behind a front part. Its own coroutine goes on in its loop, not in a deeper call. */
    private static final class Rest<T> implements Runnable {
        private final ForkJoin engine;
        private final Coroutine<?> parent;
        private final Spliterator<? extends T> elements;
        private final Consumer<? super T> body;

        // Written and read by the parent.
        private boolean isTakenBack;

        Rest(
                ForkJoin engine,
                Coroutine<?> parent,
                Spliterator<? extends T> elements,
                Consumer<? super T> body) {
            this.engine = engine;
            this.parent = parent;
            this.elements = elements;
            this.body = body;
        }

        @Override
        public void run() {
            if (Coroutine.current() == parent) {
                isTakenBack = true;
            } else {
                forEach(engine, elements, body);
            }
        }
    }
}
