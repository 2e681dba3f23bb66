package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.problem.Reached;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;

/** Forks that others have to reach, by {@link ForkJoinTask#fork}. */
public final class PoolReach {

    private PoolReach() {}

    /**
     * All forks by one task.
     *
     * @param setting {@code forks} and {@code pause}
     * @return a program
     */
    public static Program program(Setting setting) {
        var reached = new Reached(setting);
        return reached.measuredBy(new OnPool(setting, () -> new Round(reached)));
    }

    private static void run(Runnable left, Runnable right) {
        ForkJoinTask<?> forked = ForkJoinTask.adapt(right).fork();
        left.run();
        forked.join();
    }

    private static final class Round extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;

        private final transient Reached reached;

        Round(Reached reached) {
            this.reached = reached;
        }

        @Override
        protected Long compute() {
            return reached.round(PoolReach::run);
        }
    }
}
