package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Workload;

import java.util.ArrayList;
import java.util.List;

/**
 * The live heap at its peak while a round runs, beyond what was live before the runtime was opened.
 * Looked at by full collections, one soon after the other: a peak that comes and goes between two
 * of them is not seen. They slow the round down, and its time is not told.
 */
final class PeakHeap {
    static final int WARM_UPS = 2;

    private static final int ROUNDS = 5;
    private static final int ROUNDS_IF_QUICK = 1;
    private static final double KIBIBYTE = 1_024;

    private PeakHeap() {}

    static List<Metric> measure(
            Workload workload, Program.Factory factory, Setting setting, boolean quick)
            throws Exception {
        long expected = workload.answer(setting.parameters());
        warmUp(factory, setting, expected);
        ProcessUsage.liveHeapBytes();
        long before = ProcessUsage.heapAfterCollectionBytes();
        try (Program program = factory.make(setting)) {
            var rounds = new Rounds(program, expected);
            var peaks = new ArrayList<Double>();
            int count = quick ? ROUNDS_IF_QUICK : ROUNDS;
            for (int i = 0; i < count; i++) {
                peaks.add((peak(rounds) - before) / KIBIBYTE);
            }
            return List.of(
                    new Metric(
                            "peak of live heap",
                            "KiB",
                            peaks,
                            Double.NaN,
                            rounds.cpuMillis(),
                            rounds.wallMillis()));
        }
    }

    /** By a program of its own, so that what the JVM loads is there before. */
    private static void warmUp(Program.Factory factory, Setting setting, long expected)
            throws Exception {
        try (Program program = factory.make(setting)) {
            var rounds = new Rounds(program, expected);
            for (int i = 0; i < WARM_UPS; i++) {
                rounds.one();
            }
        }
    }

    private static long peak(Rounds rounds) throws Exception {
        var watch = new Watch();
        watch.start();
        try {
            rounds.one();
        } finally {
            watch.end();
        }
        return watch.peak;
    }

    /** The thread that looks. */
    private static final class Watch extends Thread {
        private static final long PAUSE_MILLIS = 1;

        private volatile boolean ended;
        private long peak;

        @Override
        public void run() {
            while (!ended) {
                peak = Math.max(peak, ProcessUsage.heapAfterCollectionBytes());
                try {
                    sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void end() throws InterruptedException {
            ended = true;
            join();
        }
    }
}
