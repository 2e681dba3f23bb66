package dev.raddle;

import dev.raddle.spi.ForkJoin;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Many bodies, as a tree of joins, so that each can be started while others are suspended. */
final class Bodies {
    private Bodies() {}

    static void run(ForkJoin engine, Runnable[] bodies) {
        for (Runnable body : bodies) {
            Objects.requireNonNull(body, "body");
        }
        engine.carriers(); // refuses a caller that is no coroutine
        if (bodies.length > 0) {
            run(engine, bodies, 0, bodies.length);
        }
    }

    private static void run(ForkJoin engine, Runnable[] bodies, int from, int to) {
        if (to - from == 1) {
            bodies[from].run();
            return;
        }
        int middle = (from + to) >>> 1;
        engine.run(() -> run(engine, bodies, from, middle), () -> run(engine, bodies, middle, to));
    }

    /** Their results, in their order; the list cannot be changed. */
    static <T, X extends Throwable> List<T> join(
            ForkJoin engine, List<? extends Body<? extends T, ? extends X>> bodies) throws X {
        int size = bodies.size();
        engine.carriers(); // refuses a caller that is no coroutine
        if (size == 0) {
            return List.of();
        }
        @SuppressWarnings("unchecked") // nobody else sees the array
        var results = (T[]) new Object[size];
        Bodies.<T, X>join(engine, bodies, results, 0, size);
        return Collections.unmodifiableList(Arrays.asList(results));
    }

    private static <T, X extends Throwable> Void join(
            ForkJoin engine,
            List<? extends Body<? extends T, ? extends X>> bodies,
            T[] results,
            int from,
            int to)
            throws X {
        if (to - from == 1) {
            results[from] = bodies.get(from).call();
            return null;
        }
        int middle = (from + to) >>> 1;
        Body<Void, X> left = () -> Bodies.<T, X>join(engine, bodies, results, from, middle);
        Body<Void, X> right = () -> Bodies.<T, X>join(engine, bodies, results, middle, to);
        return engine.<Void, Void, Void, X>join(left, right, (a, b) -> null);
    }
}
