package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolFib;
import dev.raddle.benchmarks.raddle.RaddleFib;
import dev.raddle.benchmarks.serial.SerialFib;
import dev.raddle.benchmarks.virtual.VirtualFib;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/**
 * Fibonacci numbers the naive way. From Cilk and libfork.
 *
 * @param name {@code fib}, or {@code fib-scope} with a scope for each call
 */
record Fib(String name) implements Workload {

    @Override
    public String summary() {
        return byScope()
                ? "as fib, but Raddle opens a scope for each call"
                : "fib(n), naive: a fork for each call and no cut-off; carriers' time per fork";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("n", quick ? 18 : 30);
    }

    @Override
    public long answer(Parameters parameters) {
        return fibonacci(parameters.get("n"));
    }

    /** Each call with n of 2 or more forks once, which makes fib(n + 1) - 1 forks. */
    @Override
    public Unit unit(Setting setting) {
        double forks = fibonacci(setting.get("n") + 1) - 1;
        return Unit.nanosPer("fork", forks / setting.carriers());
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, byScope() ? RaddleFib::byScope : RaddleFib::byJoin,
                Engine.VIRTUAL_THREADS, VirtualFib::program,
                Engine.FORK_JOIN_POOL, PoolFib::program,
                Engine.SERIAL, SerialFib::program);
    }

    private boolean byScope() {
        return name.equals("fib-scope");
    }

    private static long fibonacci(int n) {
        long a = 0;
        long b = 1;
        for (int i = 0; i < n; i++) {
            long next = a + b;
            a = b;
            b = next;
        }
        return a;
    }
}
