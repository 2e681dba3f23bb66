package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Fibonacci numbers with a virtual thread for each call. */
public final class VirtualFib {

    private VirtualFib() {}

    /**
     * By {@link Thread#startVirtualThread} and {@link Thread#join()}.
     *
     * @param setting {@code n}
     * @return a program
     */
    public static Program program(Setting setting) {
        int n = setting.get("n");
        return new OnVirtualThread(() -> fib(n));
    }

    private static long fib(int n) throws InterruptedException {
        if (n < 2) {
            return n;
        }
        var child = new Child(n - 1);
        Thread thread = Thread.startVirtualThread(child);
        long b = fib(n - 2);
        thread.join();
        return child.result + b;
    }

    private static final class Child implements Runnable {
        private final int n;
        private long result;

        Child(int n) {
            this.n = n;
        }

        @Override
        public void run() {
            try {
                result = fib(n);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
