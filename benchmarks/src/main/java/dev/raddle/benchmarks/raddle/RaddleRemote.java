package dev.raddle.benchmarks.raddle;

import dev.raddle.Action;
import dev.raddle.Coroutine;
import dev.raddle.Scheduler;
import dev.raddle.benchmarks.workload.OutsideThreads;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Empty coroutines spawned and joined by platform threads. */
public final class RaddleRemote implements Program {
    private static final Action EMPTY = () -> {};

    private final Scheduler scheduler;
    private final OutsideThreads outside;
    private final int each;

    /**
     * Starts the threads.
     *
     * @param setting {@code coroutines} and {@code threads}
     */
    public RaddleRemote(Setting setting) {
        scheduler = OnScheduler.open(setting);
        outside = new OutsideThreads(setting.get("threads"));
        each = setting.get("coroutines") / setting.get("threads");
    }

    @Override
    public long run() throws Exception {
        return outside.sum(this::spawn);
    }

    private long spawn() {
        Coroutine<?>[] coroutines = new Coroutine<?>[each];
        for (int i = 0; i < each; i++) {
            coroutines[i] = scheduler.spawn(EMPTY);
        }
        return RaddleSpawn.join(coroutines);
    }

    @Override
    public void close() {
        outside.close();
        scheduler.close();
    }
}
