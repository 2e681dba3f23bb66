package dev.raddle.benchmarks.raddle;

import dev.raddle.Coroutine;
import dev.raddle.Parallel;
import dev.raddle.Scope;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Fibonacci numbers with a fork for each call. */
public final class RaddleFib {

    private RaddleFib() {}

    /**
     * By {@link Parallel#joinLong}.
     *
     * @param setting {@code n}
     * @return a program
     */
    public static Program byJoin(Setting setting) {
        int n = setting.get("n");
        return new OnScheduler(setting, () -> join(n));
    }

    /**
     * By {@link Scope#fork}.
     *
     * @param setting {@code n}
     * @return a program
     */
    public static Program byScope(Setting setting) {
        int n = setting.get("n");
        return new OnScheduler(setting, () -> fork(n));
    }

    private static long join(int n) {
        return n < 2 ? n : Parallel.joinLong(() -> join(n - 1), () -> join(n - 2), Long::sum);
    }

    private static long fork(int n) {
        if (n < 2) {
            return n;
        }
        try (Scope scope = Scope.open()) {
            Coroutine<Long> a = scope.fork(() -> fork(n - 1));
            long b = fork(n - 2);
            return a.join() + b;
        }
    }
}
