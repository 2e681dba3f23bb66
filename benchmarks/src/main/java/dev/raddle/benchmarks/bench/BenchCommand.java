package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.catalogue.Catalogue;
import dev.raddle.benchmarks.text.StatusLine;
import dev.raddle.benchmarks.text.Table;
import dev.raddle.benchmarks.workload.Collector;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Rival;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Workload;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code raddle bench}. */
@Command(
        name = "bench",
        sortOptions = false,
        description = {
            "Measure workloads on Raddle and on its rivals.",
            "Every fork is a JVM of its own with the same heap and collector; the rivals take"
                + " turns, and every round's answer is checked. A figure is the median of the"
                + " forks' medians, with the smallest and the largest of these; \"cold\" is the"
                + " first round of a JVM; \"to raddle\" says how many times Raddle's figure it is;"
                + " \"speed-up\", how many times faster than the serial program."
        },
        footer = {
            "",
            "Examples:",
            "  raddle bench skynet",
            "  raddle bench uts-t1 --runtime raddle,fjp,serial --carriers 1",
            "  raddle bench fib spawn yield --runtime raddle,vt --json results.json",
            "",
            "Exit code: 0 if all went well, 1 if a rival failed or gave a wrong answer, 2 for bad"
                    + " usage."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final int FORKS = 5;
    private static final int MOST_CARRIERS = 1024;

    @Spec private CommandSpec spec;

    @CommandLine.Parameters(
            paramLabel = "WORKLOAD",
            arity = "0..*",
            description = "What to measure, see --list; \"all\" for all of them.")
    private List<String> names = List.of();

    @Option(names = "--list", description = "List the workloads and runtimes.")
    private boolean list;

    @Option(
            names = "--runtime",
            paramLabel = "NAME",
            split = ",",
            description = "Runtimes to compare, separated by commas. Default: all.")
    private List<String> runtimes = Arrays.stream(Rival.values()).map(Rival::id).toList();

    @Option(
            names = "--carriers",
            paramLabel = "N",
            description = "Threads that run the work. Default: the usable CPUs.")
    private int carriers = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--forks",
            paramLabel = "K",
            description = "JVMs for each figure. Default: 5; with --quick 1.")
    private Integer forks;

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "The workload's first parameter instead of its default.")
    private Long size;

    @Option(
            names = "--gc",
            paramLabel = "NAME",
            converter = CollectorName.class,
            description = "Garbage collector: ${COMPLETION-CANDIDATES}. Default: parallel.")
    private Collector collector = Collector.PARALLEL;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write a JSON object a line for each result; - for standard output.")
    private String json;

    @Option(
            names = "--quick",
            description =
                    "A smoke run: small sizes, one fork, no warm-up. Its figures mean little.")
    private boolean quick;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** For picocli. */
    public BenchCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            list();
            return CommandLine.ExitCode.OK;
        }
        List<Contest> contests = contests();
        int forks = forks();
        int planned = forks * contests.stream().mapToInt(contest -> contest.rivals().size()).sum();
        boolean good = true;
        try (var output = ResultOutput.open(json, System.out, System.err);
                var progress = new Progress(StatusLine.onErrorOutput(), planned, forks)) {
            var session = new BenchSession(new ForkedJvm(), progress, forks);
            output.warn();
            for (Contest contest : contests) {
                output.begin(contest, forks);
                List<Result> results = session.run(contest);
                output.end(results);
                good &= results.stream().noneMatch(Result::isFailure);
            }
        }
        return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void list() {
        var workloads = new Table("workload", "parameters", "what it does");
        for (Workload workload : Catalogue.all()) {
            workloads.row(
                    workload.name(), workload.parameters(quick).toString(), workload.summary());
        }
        System.out.print(workloads.render(""));
        System.out.println();
        System.out.println("Runtimes: " + Rival.ids());
    }

    private List<Contest> contests() {
        if (names.isEmpty()) {
            throw bad("name a workload, or \"all\"; known are " + Catalogue.names());
        }
        if (carriers < 1 || carriers > MOST_CARRIERS) {
            throw bad("--carriers is 1 to " + MOST_CARRIERS + ", not " + carriers);
        }
        var conditions = new Conditions(quick, collector);
        List<Rival> rivals = runtimes.stream().distinct().map(this::rival).toList();
        return names.stream()
                .flatMap(name -> name.equals(ALL) ? Catalogue.all().stream() : of(name))
                .distinct()
                .map(workload -> new Contest(workload, setting(workload), conditions, rivals))
                .toList();
    }

    private Stream<Workload> of(String name) {
        return Stream.of(
                Catalogue.find(name)
                        .orElseThrow(() ->
                                bad(
                                        "no workload \"%s\"; known are %s"
                                                .formatted(name, Catalogue.names()))));
    }

    private Rival rival(String id) {
        return Rival.find(id)
                .orElseThrow(
                        () -> bad("no runtime \"%s\"; known are %s".formatted(id, Rival.ids())));
    }

    private Setting setting(Workload workload) {
        Parameters parameters = workload.parameters(quick);
        if (size == null) {
            return new Setting(parameters, carriers);
        }
        if (size < 1 || size > Integer.MAX_VALUE) {
            throw bad("--size is 1 to " + Integer.MAX_VALUE + ", not " + size);
        }
        try {
            workload.check(parameters.withSize(size));
        } catch (IllegalArgumentException e) {
            throw bad(e.getMessage());
        }
        return new Setting(parameters.withSize(size), carriers);
    }

    private int forks() {
        if (forks == null) {
            return quick ? 1 : FORKS;
        }
        if (forks < 1) {
            throw bad("--forks is 1 or more, not " + forks);
        }
        return forks;
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
