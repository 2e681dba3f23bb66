package dev.raddle.benchmarks.jmh;

import dev.raddle.Coroutine;
import dev.raddle.Scheduler;
import dev.raddle.Scope;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/** What a coroutine costs that starts another and waits for it, or yields. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED"
        })
public class CoroutineBenchmark {
    private static final int OPERATIONS = 10_000;

    /** How many carriers there are, busy or not. */
    @Param({"1", "2"})
    private int carriers;

    private Scheduler scheduler;

    /** For JMH. */
    public CoroutineBenchmark() {}

    /** Opens the scheduler. */
    @Setup
    public void open() {
        scheduler = Scheduler.builder().carriers(carriers).open();
    }

    /** Closes the scheduler. */
    @TearDown
    public void close() {
        scheduler.close();
    }

    /**
     * A child of a scope, joined at once: the child that nobody has stolen is a plain call.
     *
     * @return a sum
     */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public long forkAndJoin() {
        return scheduler.call(CoroutineBenchmark::forkAndJoinMany);
    }

    /**
     * An unstructured coroutine, joined at once.
     *
     * @return a sum
     */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public long spawnAndJoin() {
        return scheduler.call(() -> spawnAndJoinMany(scheduler));
    }

    /**
     * A yield with nobody else to run.
     *
     * @return a count
     */
    @Benchmark
    @OperationsPerInvocation(OPERATIONS)
    public long yieldAlone() {
        return scheduler.call(CoroutineBenchmark::yieldMany);
    }

    private static long forkAndJoinMany() {
        long sum = 0;
        try (Scope scope = Scope.open()) {
            for (int i = 0; i < OPERATIONS; i++) {
                int value = i;
                sum += scope.fork(() -> value).join();
            }
        }
        return sum;
    }

    private static long spawnAndJoinMany(Scheduler scheduler) {
        long sum = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            int value = i;
            sum += scheduler.spawn(() -> value).join();
        }
        return sum;
    }

    private static long yieldMany() {
        long count = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            Coroutine.yield();
            count++;
        }
        return count;
    }
}
