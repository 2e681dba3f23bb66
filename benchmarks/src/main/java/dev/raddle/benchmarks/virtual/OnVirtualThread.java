package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** A program whose rounds run in a virtual thread. */
final class OnVirtualThread implements Program {
    private final Callable<Long> round;

    OnVirtualThread(Callable<Long> round) {
        this.round = round;
    }

    @Override
    public long run() throws Exception {
        var task = new FutureTask<>(round);
        Thread.startVirtualThread(task);
        return task.get();
    }
}
