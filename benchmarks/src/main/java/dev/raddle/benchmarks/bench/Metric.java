package dev.raddle.benchmarks.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one forked JVM measured of one quantity.
 *
 * @param name what was measured, such as {@code time}
 * @param unit of the rounds' values and of the cold one
 * @param rounds a value for each timed round
 * @param cold the very first round, {@code NaN} if that is not told apart
 * @param cpuMillis CPU time of the process, the median over the rounds
 * @param wallMillis wall time, the median over the rounds
 */
record Metric(
        String name,
        String unit,
        List<Double> rounds,
        double cold,
        double cpuMillis,
        double wallMillis) {

    double median() {
        return Statistics.median(rounds);
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("name", name);
        json.put("unit", unit);
        json.put("rounds", rounds);
        json.put("cold", cold);
        json.put("cpu", cpuMillis);
        json.put("wall", wallMillis);
        return json;
    }

    static Metric fromJson(Map<?, ?> json) {
        return new Metric(
                (String) json.get("name"),
                (String) json.get("unit"),
                ((List<?>) json.get("rounds")).stream().map(Metric::number).toList(),
                number(json.get("cold")),
                number(json.get("cpu")),
                number(json.get("wall")));
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
