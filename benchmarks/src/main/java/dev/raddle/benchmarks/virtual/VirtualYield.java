package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Virtual threads that let each other run, again and again. */
public final class VirtualYield {

    private VirtualYield() {}

    /**
     * By {@link Thread#yield()}.
     *
     * @param setting {@code coroutines} and {@code yields}
     * @return a program
     */
    public static Program program(Setting setting) {
        int count = setting.get("coroutines");
        int yields = setting.get("yields");
        return new OnVirtualThread(() -> all(count, yields));
    }

    private static long all(int count, int yields) throws InterruptedException {
        var yielders = new Yielder[count];
        var threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            yielders[i] = new Yielder(yields);
            threads[i] = Thread.startVirtualThread(yielders[i]);
        }
        long done = 0;
        for (int i = 0; i < count; i++) {
            threads[i].join();
            done += yielders[i].result;
        }
        return done;
    }

    private static final class Yielder implements Runnable {
        private final int yields;
        private long result;

        Yielder(int yields) {
            this.yields = yields;
        }

        @Override
        public void run() {
            long done = 0;
            for (int i = 0; i < yields; i++) {
                Thread.yield();
                done++;
            }
            result = done;
        }
    }
}
