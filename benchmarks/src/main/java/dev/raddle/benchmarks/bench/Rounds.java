package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Program;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs rounds of a program, checks each one's answer and keeps its times. */
final class Rounds {
    private final Program program;
    private final long expected;
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> cpuNanos = new ArrayList<>();
    private long begun = System.nanoTime();

    Rounds(Program program, long expected) {
        this.program = program;
        this.expected = expected;
    }

    void one() throws Exception {
        program.prepare();
        timed();
        program.settle();
    }

    /** A round already prepared, and not settled by this. */
    void timed() throws Exception {
        long cpu = ProcessUsage.cpuNanos();
        long start = System.nanoTime();
        long result = program.run();
        long end = System.nanoTime();
        nanos.add((double) (end - start));
        cpuNanos.add((double) (ProcessUsage.cpuNanos() - cpu));
        long answer = program.answer(result);
        if (answer != expected) {
            throw new WrongAnswerException(answer, expected);
        }
    }

    /** Forgets what was measured so far, and starts the clock. */
    void restart() {
        nanos.clear();
        cpuNanos.clear();
        begun = System.nanoTime();
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    List<Double> nanos() {
        return List.copyOf(nanos);
    }

    double cpuMillis() {
        return Statistics.median(cpuNanos) / 1e6;
    }

    double wallMillis() {
        return Statistics.median(nanos) / 1e6;
    }
}
