package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Rival;
import dev.raddle.benchmarks.workload.Workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one rival reached in one workload: one quantity over all forked JVMs.
 *
 * @param request what was measured
 * @param flags the JVM's
 * @param reports of all forks, not empty
 * @param index which of the reports' metrics; -1 if there is none because something went wrong
 */
record Result(ForkRequest request, List<String> flags, List<ForkReport> reports, int index) {

    /** One result for each quantity measured, or a single one that tells the failure. */
    static List<Result> of(ForkRequest request, List<String> flags, List<ForkReport> reports) {
        if (reports.stream().anyMatch(ForkReport::isFailure)) {
            return List.of(new Result(request, flags, reports, -1));
        }
        return IntStream.range(0, reports.getFirst().metrics().size())
                .mapToObj(index -> new Result(request, flags, reports, index))
                .toList();
    }

    boolean isFailure() {
        return index < 0;
    }

    /** What went wrong. */
    String failure() {
        return isFailure() ? reports.getLast().failure() : null;
    }

    Rival rival() {
        return request.rival();
    }

    /** The name of the quantity. */
    String metric() {
        return first().name();
    }

    String unit() {
        return first().unit();
    }

    /** Whether the figure is the time of a round, which can be compared as a speed. */
    boolean isTime() {
        return request.workload().method() == Workload.Method.TIMED_ROUNDS;
    }

    /** Over the forks' medians. */
    Statistics statistics() {
        return Statistics.of(forkMedians());
    }

    double cold() {
        return Statistics.median(metrics().stream().map(Metric::cold).toList());
    }

    double cpuMillis() {
        return Statistics.median(metrics().stream().map(Metric::cpuMillis).toList());
    }

    double wallMillis() {
        return Statistics.median(metrics().stream().map(Metric::wallMillis).toList());
    }

    private List<Double> forkMedians() {
        return metrics().stream().map(Metric::median).toList();
    }

    private Metric first() {
        return metrics().getFirst();
    }

    private List<Metric> metrics() {
        return reports.stream().map(report -> report.metrics().get(index)).toList();
    }

    Map<String, Object> toJson(Provenance provenance) {
        var json = new LinkedHashMap<String, Object>();
        json.put("workload", request.workload().name());
        json.put("runtime", rival().id());
        json.put("carriers", request.setting().carriers());
        json.put("parameters", request.setting().parameters().values());
        if (!isFailure()) {
            putFigures(json);
        }
        json.put("answer", reports.getLast().answer());
        json.put("answerOk", reports.stream().allMatch(ForkReport::answerOk));
        if (isFailure()) {
            json.put("failure", failure());
        }
        json.put("forks", reports.size());
        json.put("quick", request.conditions().quick());
        json.put("jvm", reports.getLast().jvm());
        json.put("flags", flags);
        provenance.putInto(json);
        return json;
    }

    private void putFigures(Map<String, Object> json) {
        Statistics statistics = statistics();
        json.put("metric", metric());
        json.put("unit", unit());
        json.put("median", statistics.median());
        json.put("min", statistics.min());
        json.put("max", statistics.max());
        json.put("values", forkMedians());
        json.put("cold", cold());
        json.put("cpuMillis", cpuMillis());
        json.put("wallMillis", wallMillis());
        json.put("rounds", metrics().stream().mapToInt(metric -> metric.rounds().size()).sum());
    }
}
