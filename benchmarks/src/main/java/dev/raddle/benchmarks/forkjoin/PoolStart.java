package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** From a new pool to its first result; closing is not timed. */
public final class PoolStart implements Program {
    private final int carriers;
    private ForkJoinPool pool;

    /**
     * Starts nothing yet.
     *
     * @param setting no parameter of meaning
     */
    public PoolStart(Setting setting) {
        carriers = setting.carriers();
    }

    @Override
    public long run() {
        pool = new ForkJoinPool(carriers);
        return pool.invoke(ForkJoinTask.adapt(() -> 1L));
    }

    @Override
    public void settle() {
        pool.close();
    }
}
