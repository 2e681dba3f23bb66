package dev.raddle.benchmarks.raddle;

import dev.raddle.Coroutine;
import dev.raddle.Scheduler;
import dev.raddle.Scope;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.ArrayList;
import java.util.List;

/** A tree of coroutines, ten below each, whose leaves return their ordinals. */
public final class RaddleSkynet {
    private static final int BRANCHES = 10;

    private RaddleSkynet() {}

    /**
     * By {@link Scope#fork}.
     *
     * @param setting {@code leaves}
     * @return a program
     */
    public static Program byScope(Setting setting) {
        int leaves = setting.get("leaves");
        return new OnScheduler(setting, () -> fork(0, leaves));
    }

    /**
     * By {@link Scheduler#spawn}.
     *
     * @param setting {@code leaves}
     * @return a program
     */
    public static Program bySpawn(Setting setting) {
        int leaves = setting.get("leaves");
        return new OnScheduler(setting, () -> spawn(Scheduler.current(), 0, leaves));
    }

    private static long fork(long first, int leaves) {
        if (leaves == 1) {
            return first;
        }
        int each = leaves / BRANCHES;
        try (Scope scope = Scope.open()) {
            var children = new ArrayList<Coroutine<Long>>(BRANCHES);
            for (int i = 0; i < BRANCHES; i++) {
                long start = first + (long) i * each;
                children.add(scope.fork(() -> fork(start, each)));
            }
            return sum(children);
        }
    }

    private static long spawn(Scheduler scheduler, long first, int leaves) {
        if (leaves == 1) {
            return first;
        }
        int each = leaves / BRANCHES;
        var children = new ArrayList<Coroutine<Long>>(BRANCHES);
        for (int i = 0; i < BRANCHES; i++) {
            long start = first + (long) i * each;
            children.add(scheduler.spawn(() -> spawn(scheduler, start, each)));
        }
        return sum(children);
    }

    private static long sum(List<Coroutine<Long>> children) {
        long sum = 0;
        for (Coroutine<Long> child : children) {
            sum += child.join();
        }
        return sum;
    }
}
