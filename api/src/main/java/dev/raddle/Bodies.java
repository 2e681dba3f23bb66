package dev.raddle;

import dev.raddle.spi.ForkJoin;

import java.util.Objects;

/** Many bodies, as a tree of joins, so that each can be started while others are suspended. */
final class Bodies {
    private Bodies() {}

    static void run(ForkJoin engine, Runnable[] bodies) {
        for (int i = 0; i < bodies.length; i++) {
            Objects.requireNonNull(bodies[i], "bodies");
        }
        if (bodies.length == 0) {
            engine.carriers(); // says so if the caller is no coroutine
        } else {
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
}
