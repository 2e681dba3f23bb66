package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.RecursiveTask;

/** Fibonacci numbers with a task for each call. */
public final class PoolFib {

    private PoolFib() {}

    /**
     * By {@link RecursiveTask}.
     *
     * @param setting {@code n}
     * @return a program
     */
    public static Program program(Setting setting) {
        int n = setting.get("n");
        return new OnPool(setting, () -> new Call(n));
    }

    private static final class Call extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;

        private final int n;

        Call(int n) {
            this.n = n;
        }

        @Override
        protected Long compute() {
            if (n < 2) {
                return (long) n;
            }
            var a = new Call(n - 1);
            a.fork();
            long b = new Call(n - 2).compute();
            return a.join() + b;
        }
    }
}
