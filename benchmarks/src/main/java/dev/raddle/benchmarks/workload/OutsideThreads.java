package dev.raddle.benchmarks.workload;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Platform threads that use a runtime from outside. */
public final class OutsideThreads implements AutoCloseable {
    private final ExecutorService threads;
    private final int count;

    /**
     * Starts the threads as they are needed.
     *
     * @param count how many
     */
    public OutsideThreads(int count) {
        this.count = count;
        this.threads = Executors.newFixedThreadPool(count);
    }

    /**
     * Runs the same on every thread.
     *
     * @param part what each thread does
     * @return the sum of what they return
     * @throws Exception what one of them throws
     */
    public long sum(Callable<Long> part) throws Exception {
        long sum = 0;
        for (Future<Long> done : threads.invokeAll(Collections.nCopies(count, part))) {
            sum += done.get();
        }
        return sum;
    }

    @Override
    public void close() {
        threads.close();
    }
}
