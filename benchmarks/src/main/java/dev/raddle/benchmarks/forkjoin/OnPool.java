package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Supplier;

/** A program whose rounds are a root task of one pool, with an answer or without one. */
final class OnPool implements Program {
    private final ForkJoinPool pool;
    private final Supplier<? extends ForkJoinTask<?>> round;

    OnPool(Setting setting, Supplier<? extends ForkJoinTask<?>> round) {
        this.pool = new ForkJoinPool(setting.carriers());
        this.round = round;
    }

    @Override
    public long run() {
        return pool.invoke(round.get()) instanceof Long answer ? answer : 0;
    }

    @Override
    public void close() {
        pool.close();
    }
}
