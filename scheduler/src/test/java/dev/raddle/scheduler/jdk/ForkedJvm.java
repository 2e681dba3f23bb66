package dev.raddle.scheduler.jdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class of the tests in a JVM of its own, with chosen flags and nothing else set. */
public final class ForkedJvm {
    /** The folder of the scheduler's classes, as they were compiled. */
    public static final Path CLASSES = folderOf(JdkInternals.class);

    static final Path TEST_CLASSES = folderOf(ForkedJvm.class);

    private final List<String> flags = new ArrayList<>();

    /**
     * @param status the exit status
     * @param out standard output
     * @param err standard error: a JVM that has nothing to complain of leaves it empty
     */
    public record Result(int status, String out, String err) {}

    public ForkedJvm with(String... more) {
        flags.addAll(List.of(more));
        return this;
    }

    /** Runs a main class from the class path. */
    public Result run(Class<?> main, String... arguments) {
        String path = CLASSES + System.getProperty("path.separator") + TEST_CLASSES;
        return launch(List.of("-cp", path, main.getName()), arguments);
    }

    /** Runs whatever the flags say: a jar, a module. */
    public Result run(List<String> what, String... arguments) {
        return launch(what, arguments);
    }

    private Result launch(List<String> what, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1"));
        command.addAll(flags);
        command.addAll(what);
        command.addAll(List.of(arguments));
        try {
            return launch(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static Result launch(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("forked", ".out");
        Path err = Files.createTempFile("forked", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().remove("JDK_JAVA_OPTIONS");
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.redirectOutput(Redirect.to(out.toFile()));
            builder.redirectError(Redirect.to(err.toFile()));
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + command);
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private static Path folderOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
