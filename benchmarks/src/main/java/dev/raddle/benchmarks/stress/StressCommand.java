package dev.raddle.benchmarks.stress;

import dev.raddle.benchmarks.process.JavaCommand;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code raddle stress}: jcstress over every lock-free protocol, in a JVM of its own. */
@Command(
        name = "stress",
        sortOptions = false,
        description = {
            "Run the stress tests of the lock-free protocols.",
            "Each has a twin in which the protocol is broken on purpose: it proves that the test"
                    + " can fail. The run fails if a forbidden outcome was seen, or if a twin was"
                    + " not caught."
        },
        footer = {"", "Exit code: 0 if all went well, 1 if something failed, 2 for bad usage."})
public final class StressCommand implements Callable<Integer> {
    private static final String JAR_PROPERTY = "raddle.stress.jar";
    private static final String JAR = "raddle-stress.jar";
    private static final String MAIN = "dev.raddle.stress.Stress";

    @Spec private CommandSpec spec;

    @Option(
            names = "--quick",
            description = "Each test for a moment only: about two minutes on two cores.")
    private boolean quick;

    @Option(names = "--long", description = "Each test for long.")
    private boolean lengthy;

    @Option(
            names = "-t",
            paramLabel = "PATTERN",
            description = "Only tests whose name contains a match of this regular expression.")
    private String pattern;

    @Option(
            names = "-r",
            paramLabel = "FOLDER",
            description = "Where jcstress puts its report. Default: a new temporary folder.")
    private Path results;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    /** For picocli. */
    public StressCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (quick && lengthy) {
            throw new ParameterException(spec.commandLine(), "--quick or --long, not both");
        }
        List<String> command =
                JavaCommand.of(JavaCommand.RADDLE_FLAGS, jar().toString(), MAIN, arguments());
        Process process = new ProcessBuilder(command).inheritIO().start();
        var atShutdown = Thread.ofPlatform().unstarted(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(atShutdown);
        int code = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(atShutdown);
        return code;
    }

    private List<String> arguments() throws IOException {
        Path folder = results == null ? Files.createTempDirectory("raddle-stress-") : results;
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("-m", quick ? "quick" : lengthy ? "tough" : "default"));
        arguments.addAll(List.of("-r", folder.toAbsolutePath().toString()));
        if (pattern != null) {
            arguments.addAll(List.of("-t", pattern));
        }
        return arguments;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Named by a property, or beside this program's own jar, or where the build puts it. */
    private Path jar() throws IOException {
        String named = System.getProperty(JAR_PROPERTY);
        if (named != null) {
            Path jar = Path.of(named);
            if (!Files.isReadable(jar)) {
                throw new IOException(JAR_PROPERTY + " names " + jar + ", which cannot be read");
            }
            return jar.toAbsolutePath();
        }
        return candidates()
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() ->
                        new IOException(
                                "no %s beside this program; build it with \"mvn package\","
                                                .formatted(JAR)
                                        + " or name it by -D"
                                        + JAR_PROPERTY
                                        + "=FILE"));
    }

    private static Stream<Path> candidates() {
        try {
            Path self =
                    Path.of(
                            StressCommand.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path target = self.getParent();
            return Stream.of(
                    target.resolve(JAR),
                    target.resolve("../../stress-tests")
                            .resolve(target.getFileName())
                            .resolve(JAR)
                            .normalize());
        } catch (URISyntaxException notFile) {
            return Stream.empty();
        }
    }
}
