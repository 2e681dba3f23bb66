package dev.raddle.benchmarks.serial;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Fibonacci numbers by plain calls. */
public final class SerialFib {

    private SerialFib() {}

    /**
     * By recursion.
     *
     * @param setting {@code n}
     * @return a program
     */
    public static Program program(Setting setting) {
        int n = setting.get("n");
        return () -> fib(n);
    }

    private static long fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }
}
