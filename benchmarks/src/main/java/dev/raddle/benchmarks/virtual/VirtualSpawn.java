package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Many empty virtual threads from one, joined in order. */
public final class VirtualSpawn {
    private static final Runnable EMPTY = () -> {};

    private VirtualSpawn() {}

    /**
     * By {@link Thread#startVirtualThread} and {@link Thread#join()}.
     *
     * @param setting {@code coroutines}
     * @return a program
     */
    public static Program program(Setting setting) {
        int count = setting.get("coroutines");
        return new OnVirtualThread(() -> spawn(count));
    }

    static long spawn(int count) throws InterruptedException {
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            threads[i] = Thread.startVirtualThread(EMPTY);
        }
        return join(threads);
    }

    static long join(Thread[] threads) throws InterruptedException {
        long ended = 0;
        for (Thread thread : threads) {
            thread.join();
            ended += thread.isAlive() ? 0 : 1;
        }
        return ended;
    }
}
