package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Workload;

import java.util.ArrayList;
import java.util.List;

/** Measures what many suspended coroutines hold in memory. */
final class Footprint {
    private static final int WARM_UPS = 10;
    private static final long WARM_UP_SIZE = 20_000;

    private Footprint() {}

    /**
     * Lets the JVM compile first, since interpreted frames are larger. By programs of their own, so
     * that nothing that they leave is counted to anybody's advantage.
     */
    static void warmUp(Workload workload, Program.Factory factory, Setting setting)
            throws Exception {
        Parameters parameters = setting.parameters();
        long size = Math.min(WARM_UP_SIZE, workload.answer(parameters));
        var small = new Setting(parameters.withSize(size), setting.carriers());
        for (int i = 0; i < WARM_UPS; i++) {
            try (Program program = factory.make(small)) {
                new Rounds(program, workload.answer(small.parameters())).one();
            }
        }
    }

    static List<Metric> measure(Rounds rounds, Program program, long count) throws Exception {
        long heapBefore = ProcessUsage.liveHeapBytes();
        long residentBefore = ProcessUsage.residentBytes();
        long cpuBefore = ProcessUsage.cpuNanos();
        rounds.restart();
        program.prepare();
        double wallMillis = rounds.elapsed().toNanos() / 1e6;
        double cpuMillis = (ProcessUsage.cpuNanos() - cpuBefore) / 1e6;
        long heap = ProcessUsage.liveHeapBytes() - heapBefore;
        long resident = ProcessUsage.residentBytes() - residentBefore;
        rounds.timed();
        var metrics = new ArrayList<Metric>();
        metrics.add(bytes("live heap", (double) heap / count, cpuMillis, wallMillis));
        if (residentBefore >= 0) {
            metrics.add(bytes("RSS", (double) resident / count, cpuMillis, wallMillis));
        }
        program.settle();
        return metrics;
    }

    private static Metric bytes(String name, double each, double cpuMillis, double wallMillis) {
        return new Metric(
                name, "bytes/coroutine", List.of(each), Double.NaN, cpuMillis, wallMillis);
    }
}
