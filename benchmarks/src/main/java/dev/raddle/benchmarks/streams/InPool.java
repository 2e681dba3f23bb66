package dev.raddle.benchmarks.streams;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

/** A program whose rounds run in a pool, so that the streams in them do too. */
final class InPool implements Program {
    private final ForkJoinPool pool;
    private final Callable<Long> round;

    InPool(Setting setting, Callable<Long> round) {
        this.pool = new ForkJoinPool(setting.carriers());
        this.round = round;
    }

    @Override
    public long run() throws Exception {
        return pool.submit(round).get();
    }

    @Override
    public void close() {
        pool.close();
    }
}
