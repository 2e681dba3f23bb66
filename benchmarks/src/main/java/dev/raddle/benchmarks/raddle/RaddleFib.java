package dev.raddle.benchmarks.raddle;

import dev.raddle.Coroutine;
import dev.raddle.Scope;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Fibonacci numbers with a scope and a fork for each call. */
public final class RaddleFib {

    private RaddleFib() {}

    /**
     * By {@link Scope#fork}.
     *
     * @param setting {@code n}
     * @return a program
     */
    public static Program byScope(Setting setting) {
        int n = setting.get("n");
        return new OnScheduler(setting, () -> fib(n));
    }

    private static long fib(int n) {
        if (n < 2) {
            return n;
        }
        try (Scope scope = Scope.open()) {
            Coroutine<Long> a = scope.fork(() -> fib(n - 1));
            long b = fib(n - 2);
            return a.join() + b;
        }
    }
}
