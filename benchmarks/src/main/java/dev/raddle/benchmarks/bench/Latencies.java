package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Waits that a program measures by itself: all of all rounds after the warm-up. */
final class Latencies {
    private static final double MICROSECOND = 1e3;
    private static final double MILLISECOND = 1e3; // in microseconds
    private static final double MILLION = 1e6;
    private static final double RARE = 0.99;

    private Latencies() {}

    static List<Metric> measure(Rounds rounds, Program program, Pace pace) throws Exception {
        rounds.restart();
        do {
            rounds.one();
        } while (!pace.isWarm(rounds.elapsed(), rounds.nanos()));
        rounds.restart();
        var micros = new ArrayList<Double>();
        do {
            rounds.one();
            for (long nanos : program.latencies()) {
                micros.add(nanos / MICROSECOND);
            }
        } while (!pace.isTimed(rounds.elapsed(), rounds.nanos()));
        return List.of(
                metric("median", "µs", Statistics.median(micros), rounds),
                metric("99th percentile", "µs", percentile(micros, RARE), rounds),
                metric("longest", "µs", Collections.max(micros), rounds),
                metric("later than 1 ms", "in a million", MILLION * late(micros), rounds));
    }

    private static double late(List<Double> micros) {
        return (double) micros.stream().filter(value -> value > MILLISECOND).count()
                / micros.size();
    }

    /** The smallest value that at least such a share of all values do not exceed. */
    static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    private static Metric metric(String name, String unit, double value, Rounds rounds) {
        return new Metric(
                name, unit, List.of(value), Double.NaN, rounds.cpuMillis(), rounds.wallMillis());
    }
}
