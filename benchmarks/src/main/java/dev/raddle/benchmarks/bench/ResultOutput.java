package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.json.Json;
import dev.raddle.benchmarks.workload.Rival;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells results as they come: tables for people and, if asked for, lines of JSON. */
final class ResultOutput implements AutoCloseable {
    private static final String STANDARD_OUTPUT = "-";

    private final PrintStream people;
    private final PrintStream machines;
    private final Provenance provenance = Provenance.now();

    private ResultOutput(PrintStream people, PrintStream machines) {
        this.people = people;
        this.machines = machines;
    }

    /** With JSON on the standard output, the tables go to the error output. */
    static ResultOutput open(String json, PrintStream out, PrintStream errors) throws IOException {
        if (json == null) {
            return new ResultOutput(out, null);
        }
        if (json.equals(STANDARD_OUTPUT)) {
            return new ResultOutput(errors, out);
        }
        return new ResultOutput(out, printStream(Path.of(json)));
    }

    /** Not by the name alone: a failure of that is told in Java's words. */
    private static PrintStream printStream(Path file) throws IOException {
        var bytes = new BufferedOutputStream(Files.newOutputStream(file));
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    /** What may spoil the figures. */
    void warn() {
        if (provenance.isBusy()) {
            people.printf(
                    Locale.ROOT,
                    "The machine is busy (load %.1f on %d CPUs): the figures will suffer.%n%n",
                    provenance.load(),
                    provenance.cpus());
        }
    }

    void begin(Contest contest, int forks) {
        people.printf(
                "%s: %s, %s, %s%s%n",
                contest.workload().name(),
                contest.setting().parameters(),
                count(contest.setting().carriers(), "carrier"),
                count(forks, "fork"),
                contest.conditions().quick() ? ", quick: figures mean little" : "");
        if (!contest.leftOut().isEmpty()) {
            people.println("  does not apply to " + names(contest.leftOut()) + ", left out");
        }
    }

    void end(List<Result> results) {
        people.println(ResultTable.render(results));
        if (machines != null) {
            results.forEach(result -> machines.println(Json.write(result.toJson(provenance))));
            machines.flush();
        }
    }

    private static String count(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    private static String names(List<Rival> rivals) {
        return rivals.stream().map(Rival::id).collect(Collectors.joining(", "));
    }

    /** A full disk is an error: results that are not there must not pass unseen. */
    @Override
    public void close() throws IOException {
        if (machines != null) {
            boolean bad = machines.checkError();
            if (machines != System.out) {
                machines.close();
            }
            if (bad) {
                throw new IOException("the JSON could not be written");
            }
        }
    }
}
