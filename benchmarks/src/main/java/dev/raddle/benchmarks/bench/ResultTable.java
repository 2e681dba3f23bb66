package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.text.Table;
import dev.raddle.benchmarks.workload.Rival;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows a workload's results to people. */
final class ResultTable {

    private ResultTable() {}

    /** A table for each quantity measured, and a line for each failure. */
    static String render(List<Result> results) {
        var text = new StringBuilder();
        results.stream()
                .filter(result -> !result.isFailure())
                .collect(
                        Collectors.groupingBy(
                                Result::metric, LinkedHashMap::new, Collectors.toList()))
                .forEach((metric, rows) -> text.append(table(rows)));
        results.stream()
                .filter(Result::isFailure)
                .forEach(result ->
                        text.append(
                                "  %s: FAILED, %s%n"
                                        .formatted(result.rival().id(), result.failure())));
        return text.toString();
    }

    private static String table(List<Result> rows) {
        Map<Rival, Result> byRival =
                rows.stream().collect(Collectors.toMap(Result::rival, Function.identity()));
        Optional<Result> raddle = Optional.ofNullable(byRival.get(Rival.RADDLE));
        Optional<Result> serial =
                Optional.ofNullable(byRival.get(Rival.SERIAL)).filter(Result::isTime);
        Result first = rows.getFirst();
        var headings =
                new ArrayList<>(
                        List.of(
                                first.metric(),
                                "median",
                                "min",
                                "max",
                                "unit",
                                "to raddle",
                                "spread",
                                "cold",
                                "wall ms",
                                "CPU ms"));
        serial.ifPresent(base -> headings.add("speed-up"));
        var table = new Table(headings.toArray(String[]::new));
        for (Result row : rows) {
            List<String> cells = cells(row, raddle);
            serial.ifPresent(base -> cells.add(times(base.wallMillis() / row.wallMillis())));
            table.row(cells.toArray(String[]::new));
        }
        return table.render("  ");
    }

    private static List<String> cells(Result row, Optional<Result> raddle) {
        Statistics statistics = row.statistics();
        return new ArrayList<>(
                List.of(
                        row.rival().id(),
                        number(statistics.median()),
                        number(statistics.min()),
                        number(statistics.max()),
                        row.unit(),
                        ratio(row, raddle),
                        String.format(Locale.ROOT, "%.0f %%", 100 * statistics.spread()),
                        number(row.cold()),
                        number(row.wallMillis()),
                        number(row.cpuMillis())));
    }

    /** How many times Raddle's figure; all are the better the smaller they are. */
    private static String ratio(Result row, Optional<Result> raddle) {
        return raddle.map(base -> row.statistics().median() / base.statistics().median())
                .filter(Double::isFinite)
                .map(ResultTable::times)
                .orElse("-");
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f x", ratio);
    }

    /** Four digits or so, whatever the size. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String format =
                size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
