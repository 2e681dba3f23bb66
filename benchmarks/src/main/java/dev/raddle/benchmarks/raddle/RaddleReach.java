package dev.raddle.benchmarks.raddle;

import dev.raddle.Parallel;
import dev.raddle.benchmarks.problem.Reached;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Forks that others have to reach, by {@link Parallel#run}. */
public final class RaddleReach {

    private RaddleReach() {}

    /**
     * All forks by one coroutine.
     *
     * @param setting {@code forks} and {@code pause}
     * @return a program
     */
    public static Program program(Setting setting) {
        var reached = new Reached(setting);
        return reached.measuredBy(new OnScheduler(setting, () -> reached.round(Parallel::run)));
    }
}
