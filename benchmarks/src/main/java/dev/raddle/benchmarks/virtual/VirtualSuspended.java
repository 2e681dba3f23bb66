package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Gate;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Virtual threads that all wait at one gate; the round opens it. */
public final class VirtualSuspended implements Program {
    private final Gate gate;
    private final Thread[] threads;

    /**
     * Allocates all that is not a thread's own.
     *
     * @param setting {@code coroutines}
     */
    public VirtualSuspended(Setting setting) {
        int count = setting.get("coroutines");
        gate = new Gate(count);
        threads = new Thread[count];
    }

    @Override
    public void prepare() throws InterruptedException {
        Thread.startVirtualThread(this::start).join();
        gate.awaitAll();
    }

    private void start() {
        for (int i = 0; i < threads.length; i++) {
            int place = i;
            threads[i] = Thread.startVirtualThread(() -> gate.pass(place));
        }
    }

    @Override
    public long run() throws InterruptedException {
        gate.open();
        return VirtualSpawn.join(threads);
    }
}
