package dev.raddle.benchmarks.raddle;

import dev.raddle.Scheduler;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** From {@link Scheduler#open} to the first result; closing is not timed. */
public final class RaddleStart implements Program {
    private final Setting setting;
    private Scheduler scheduler;

    /**
     * Opens nothing yet.
     *
     * @param setting no parameter of meaning
     */
    public RaddleStart(Setting setting) {
        this.setting = setting;
    }

    @Override
    public long run() {
        scheduler = OnScheduler.open(setting);
        return scheduler.call(() -> 1L);
    }

    @Override
    public void settle() {
        scheduler.close();
    }
}
