package dev.raddle.benchmarks.raddle;

import dev.raddle.Coroutine;
import dev.raddle.Scheduler;
import dev.raddle.benchmarks.workload.Gate;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Coroutines that all wait at one gate; the round opens it. */
public final class RaddleSuspended implements Program {
    private final Scheduler scheduler;
    private final Gate gate;
    private final Coroutine<?>[] coroutines;

    /**
     * Allocates all that is not a coroutine's own.
     *
     * @param setting {@code coroutines}
     */
    public RaddleSuspended(Setting setting) {
        int count = setting.get("coroutines");
        scheduler = OnScheduler.open(setting);
        gate = new Gate(count);
        coroutines = new Coroutine<?>[count];
    }

    @Override
    public void prepare() throws Exception {
        scheduler.run(this::spawn);
        gate.awaitAll();
    }

    private void spawn() {
        for (int i = 0; i < coroutines.length; i++) {
            int place = i;
            coroutines[i] = scheduler.spawn(() -> gate.pass(place));
        }
    }

    @Override
    public long run() {
        gate.open();
        return RaddleSpawn.join(coroutines);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
