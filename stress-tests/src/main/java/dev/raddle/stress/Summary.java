package dev.raddle.stress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The verdict as a table for people. */
final class Summary {
    private static final List<String> HEADINGS =
            List.of("protocol", "test", "samples", "forbidden", "verdict");

    private final Verdict verdict;

    Summary(Verdict verdict) {
        this.verdict = verdict;
    }

    String render() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        verdict.outcomes().keySet().stream()
                .sorted(
                        Comparator.comparing(TestName::protocol)
                                .thenComparing(TestName::isTwin)
                                .thenComparing(TestName::name))
                .forEach(test -> rows.add(row(test)));
        return table(rows) + faults() + conclusion();
    }

    private List<String> row(TestName test) {
        Outcome outcome = verdict.outcomes().get(test);
        return List.of(
                test.protocol(),
                test.shortName(),
                number(outcome.samples()),
                number(outcome.forbidden()),
                word(test, outcome));
    }

    private String word(TestName test, Outcome outcome) {
        if (!verdict.faults(test).isEmpty()) {
            return "FAILED";
        }
        return test.isTwin() ? "twin caught, " + number(outcome.caught()) + " times" : "ok";
    }

    private String faults() {
        var text = new StringBuilder();
        for (TestName test : verdict.outcomes().keySet()) {
            for (String fault : verdict.faults(test)) {
                text.append(test.shortName()).append(": ").append(fault.strip());
                text.append(System.lineSeparator());
            }
        }
        for (String protocol : verdict.unpaired()) {
            text.append(protocol).append(": has not both a test and a broken twin");
            text.append(System.lineSeparator());
        }
        return text.isEmpty() ? "" : System.lineSeparator() + text;
    }

    private String conclusion() {
        long tests = verdict.outcomes().keySet().stream().filter(test -> !test.isTwin()).count();
        long twins = verdict.outcomes().size() - tests;
        long forbidden = verdict.outcomes().values().stream().mapToLong(Outcome::forbidden).sum();
        return "%n%s: tests %d, forbidden outcomes %s, twins %d%n"
                .formatted(
                        verdict.isGood() ? "ALL WELL" : "FAILED", tests, number(forbidden), twins);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String table(List<List<String>> rows) {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int index = column;
                int width =
                        rows.stream().mapToInt(each -> each.get(index).length()).max().orElse(0);
                boolean figure = column == 2 || column == 3;
                line.append(("%" + (figure ? "" : "-") + width + "s  ").formatted(row.get(column)));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
