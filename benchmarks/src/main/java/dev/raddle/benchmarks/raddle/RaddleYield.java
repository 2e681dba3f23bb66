package dev.raddle.benchmarks.raddle;

import dev.raddle.Coroutine;
import dev.raddle.Scheduler;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.ArrayList;

/** Coroutines that let each other run, again and again. */
public final class RaddleYield {

    private RaddleYield() {}

    /**
     * By {@link Coroutine#yield()}.
     *
     * @param setting {@code coroutines} and {@code yields}
     * @return a program
     */
    public static Program program(Setting setting) {
        int count = setting.get("coroutines");
        int yields = setting.get("yields");
        return new OnScheduler(setting, () -> all(Scheduler.current(), count, yields));
    }

    private static long all(Scheduler scheduler, int count, int yields) {
        var coroutines = new ArrayList<Coroutine<Long>>(count);
        for (int i = 0; i < count; i++) {
            coroutines.add(scheduler.spawn(() -> one(yields)));
        }
        long done = 0;
        for (Coroutine<Long> coroutine : coroutines) {
            done += coroutine.join();
        }
        return done;
    }

    private static long one(int yields) {
        long done = 0;
        for (int i = 0; i < yields; i++) {
            Coroutine.yield();
            done++;
        }
        return done;
    }
}
