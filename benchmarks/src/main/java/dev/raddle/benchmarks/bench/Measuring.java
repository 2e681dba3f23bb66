package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.time.Duration;
import java.util.List;

/** The ways of measuring, see {@link Workload.Method}. */
final class Measuring {
    private static final Duration BEFORE_IDLE = Duration.ofSeconds(1);

    private Measuring() {}

    /** Measures one program in this JVM. */
    static ForkReport measure(
            Workload workload, Program.Factory factory, Setting setting, boolean quick) {
        long expected = workload.answer(setting.parameters());
        try {
            if (workload.method() == Workload.Method.FOOTPRINT) {
                Footprint.warmUp(workload, factory, setting);
            }
            if (workload.method() == Workload.Method.PEAK) {
                return ForkReport.measured(
                        expected, PeakHeap.measure(workload, factory, setting, quick));
            }
            return measure(workload, factory, setting, expected, quick);
        } catch (WrongAnswerException e) {
            return ForkReport.wrong(e);
        } catch (Exception | OutOfMemoryError | StackOverflowError e) {
            return ForkReport.failed(describe(e));
        }
    }

    private static ForkReport measure(
            Workload workload,
            Program.Factory factory,
            Setting setting,
            long expected,
            boolean quick)
            throws Exception {
        try (Program program = factory.make(setting)) {
            var rounds = new Rounds(program, expected);
            List<Metric> metrics =
                    switch (workload.method()) {
                        case TIMED_ROUNDS -> timed(rounds, workload.unit(setting), Pace.of(quick));
                        case FOOTPRINT -> Footprint.measure(rounds, program, expected);
                        case LATENCIES -> Latencies.measure(rounds, program, Pace.of(quick));
                        case IDLE -> idle(rounds, setting.get("seconds"));
                        case PEAK -> throw new IllegalStateException("needs more than one program");
                    };
            return ForkReport.measured(expected, metrics);
        }
    }

    private static String describe(Throwable failure) {
        return failure.getCause() == null
                ? failure.toString()
                : failure + ", caused by " + failure.getCause();
    }

    private static List<Metric> timed(Rounds rounds, Unit unit, Pace pace) throws Exception {
        rounds.one();
        double cold = rounds.nanos().getFirst();
        rounds.restart();
        do {
            rounds.one();
        } while (!pace.isWarm(rounds.elapsed(), rounds.nanos()));
        rounds.restart();
        do {
            rounds.one();
        } while (!pace.isTimed(rounds.elapsed(), rounds.nanos()));
        List<Double> values = rounds.nanos().stream().map(unit::of).toList();
        return List.of(
                new Metric(
                        "time",
                        unit.name(),
                        values,
                        unit.of(cold),
                        rounds.cpuMillis(),
                        rounds.wallMillis()));
    }

    private static List<Metric> idle(Rounds rounds, int seconds) throws Exception {
        rounds.one();
        Thread.sleep(BEFORE_IDLE);
        rounds.restart();
        long before = ProcessUsage.cpuNanos();
        Thread.sleep(Duration.ofSeconds(seconds));
        double cpuMillis = (ProcessUsage.cpuNanos() - before) / 1e6;
        double wallMillis = rounds.elapsed().toNanos() / 1e6;
        return List.of(
                new Metric(
                        "CPU time", "ms", List.of(cpuMillis), Double.NaN, cpuMillis, wallMillis));
    }
}
