package dev.raddle.benchmarks.raddle;

import dev.raddle.Action;
import dev.raddle.Coroutine;
import dev.raddle.Scheduler;
import dev.raddle.Scope;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/** Many empty coroutines from one, joined in order. */
public final class RaddleSpawn {
    private static final Action EMPTY = () -> {};
    private static final Callable<Void> EMPTY_CHILD = () -> null;

    private RaddleSpawn() {}

    /**
     * By {@link Scheduler#spawn}.
     *
     * @param setting {@code coroutines}
     * @return a program
     */
    public static Program bySpawn(Setting setting) {
        int count = setting.get("coroutines");
        return new OnScheduler(setting, () -> spawn(Scheduler.current(), count));
    }

    /**
     * By {@link Scope#fork}.
     *
     * @param setting {@code coroutines}
     * @return a program
     */
    public static Program byFork(Setting setting) {
        int count = setting.get("coroutines");
        return new OnScheduler(setting, () -> fork(count));
    }

    private static long spawn(Scheduler scheduler, int count) {
        Coroutine<?>[] coroutines = new Coroutine<?>[count];
        for (int i = 0; i < count; i++) {
            coroutines[i] = scheduler.spawn(EMPTY);
        }
        return join(coroutines);
    }

    private static long fork(int count) {
        Coroutine<?>[] coroutines = new Coroutine<?>[count];
        try (Scope scope = Scope.open()) {
            for (int i = 0; i < count; i++) {
                coroutines[i] = scope.fork(EMPTY_CHILD);
            }
            return join(coroutines);
        }
    }

    static long join(Coroutine<?>[] coroutines) {
        long succeeded = 0;
        for (Coroutine<?> coroutine : coroutines) {
            coroutine.join();
            succeeded += coroutine.state() == Future.State.SUCCESS ? 1 : 0;
        }
        return succeeded;
    }
}
