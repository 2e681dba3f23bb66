package dev.raddle.benchmarks.raddle;

import dev.raddle.Scheduler;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.Callable;

/** A program whose rounds run as the main coroutine of one scheduler. */
final class OnScheduler implements Program {
    private final Scheduler scheduler;
    private final Callable<Long> round;

    OnScheduler(Setting setting, Callable<Long> round) {
        this.scheduler = open(setting);
        this.round = round;
    }

    static Scheduler open(Setting setting) {
        return Scheduler.builder().carriers(setting.carriers()).open();
    }

    @Override
    public long run() throws Exception {
        return scheduler.<Long, Exception>call(round::call);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
