package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;

/** A program whose rounds are a root task of one pool. */
final class OnPool implements Program {
    private final ForkJoinPool pool;
    private final Supplier<ForkJoinTask<Long>> round;

    OnPool(Setting setting, Supplier<ForkJoinTask<Long>> round) {
        this.pool = new ForkJoinPool(setting.carriers());
        this.round = round;
    }

    @Override
    public long run() {
        return pool.invoke(round.get());
    }

    @Override
    public void close() {
        pool.close();
    }
}
