package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.OutsideThreads;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Empty virtual threads started and joined by platform threads. */
public final class VirtualRemote implements Program {
    private final OutsideThreads outside;
    private final int each;

    /**
     * Starts the threads.
     *
     * @param setting {@code coroutines} and {@code threads}
     */
    public VirtualRemote(Setting setting) {
        outside = new OutsideThreads(setting.get("threads"));
        each = setting.get("coroutines") / setting.get("threads");
    }

    @Override
    public long run() throws Exception {
        return outside.sum(() -> VirtualSpawn.spawn(each));
    }

    @Override
    public void close() {
        outside.close();
    }
}
