package dev.raddle.stress;

import org.openjdk.jcstress.Main;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs tests by jcstress's own main class, each time in a JVM of its own: it keeps static state,
 * and writes into its working directory.
 */
final class Jcstress {
    /** What Raddle needs, for jcstress's own JVM and for those that it forks. */
    static final String FLAGS =
            "--add-opens=java.base/java.lang=ALL-UNNAMED --enable-native-access=ALL-UNNAMED";

    private static final String BLOB = ".bin.gz";

    private final Path folder;

    /** All that is written goes into the folder, each run into one of its own. */
    Jcstress(Path folder) {
        this.folder = folder;
    }

    /** Runs the tests once and tells every line that jcstress prints. */
    Map<String, Outcome> run(Collection<TestName> tests, List<String> mode, Consumer<String> lines)
            throws IOException, InterruptedException {
        Path own = Files.createDirectories(unused()).toAbsolutePath();
        Process process =
                new ProcessBuilder(command(tests, mode))
                        .directory(own.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var atShutdown = Thread.ofPlatform().unstarted(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(atShutdown);
        copy(process, own.resolve("jcstress.log"), lines);
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(atShutdown);
        return outcomes(own);
    }

    /** A folder without the results of another run. */
    private Path unused() {
        return IntStream.iterate(1, run -> run + 1)
                .mapToObj(run -> folder.resolve("run-" + run))
                .filter(Files::notExists)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Its exit code does not matter: it is 1 for a failed test too. What counts is in the files.
     */
    private static Map<String, Outcome> outcomes(Path own) throws IOException {
        var outcomes = new TreeMap<String, Outcome>();
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.filter(path -> path.toString().endsWith(BLOB)).toList()) {
                outcomes.putAll(Outcomes.read(file));
            }
        }
        return outcomes;
    }

    private static List<String> command(Collection<TestName> tests, List<String> mode) {
        String selection =
                tests.stream()
                        .map(test -> Pattern.quote(test.name()))
                        .collect(Collectors.joining("|", "^(", ")$"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(FLAGS.split(" ")));
        command.addAll(List.of("-cp", classPath(), Main.class.getName()));
        command.addAll(List.of("-t", selection, "-r", "report"));
        // Told the number of CPUs, it need not find out by loading them all.
        command.addAll(List.of("-c", "" + Runtime.getRuntime().availableProcessors()));
        command.addAll(mode);
        return command;
    }

    private static String classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void copy(Process process, Path log, Consumer<String> lines) throws IOException {
        try (BufferedReader reader = process.inputReader();
                var writer = new PrintWriter(Files.newBufferedWriter(log))) {
            reader.lines().peek(writer::println).forEach(lines);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
