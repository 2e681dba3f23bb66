package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.process.ChildProcess;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where and from what a result comes.
 *
 * @param commit of this program's sources, with {@code -dirty} if they were changed since, or
 *     {@code unknown}
 * @param os name and architecture
 * @param cpus how many the JVM may use
 * @param load of the machine in the last minute, by others; negative if it does not tell
 * @param date when the run began
 */
record Provenance(String commit, String os, int cpus, double load, Instant date) {
    private static final String UNKNOWN = "unknown";
    private static final double QUIET = 0.25;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** A folder that tells this repository from one that only holds the jar. */
    private static final String OWN = "benchmarks/src/main/java/dev/raddle/benchmarks";

    static Provenance now() {
        return new Provenance(
                ownFolder().map(Provenance::commit).orElse(UNKNOWN),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether others leave too little of the machine for sound figures. */
    boolean isBusy() {
        return load > QUIET * cpus;
    }

    void putInto(Map<String, Object> json) {
        json.put("commit", commit);
        json.put("os", os);
        json.put("cpus", cpus);
        json.put("load", load);
        json.put("date", date.toString());
    }

    /** The root of the repository that this program was built in. */
    private static Optional<Path> ownFolder() {
        CodeSource source = Provenance.class.getProtectionDomain().getCodeSource();
        try {
            Path folder = Path.of(source.getLocation().toURI());
            while (folder != null && !Files.isDirectory(folder.resolve(OWN))) {
                folder = folder.getParent();
            }
            return Optional.ofNullable(folder);
        } catch (URISyntaxException notFile) {
            return Optional.empty();
        }
    }

    private static String commit(Path folder) {
        Optional<String> head = git(folder, "rev-parse", "HEAD");
        Optional<String> changes = git(folder, "status", "--porcelain");
        if (head.isEmpty() || changes.isEmpty()) {
            return UNKNOWN;
        }
        return changes.get().isEmpty() ? head.get() : head.get() + "-dirty";
    }

    private static Optional<String> git(Path folder, String command, String argument) {
        try (var git =
                ChildProcess.start(List.of("git", "-C", folder.toString(), command, argument))) {
            return git.await(LIMIT) && git.exitCode() == 0
                    ? Optional.of(git.output().strip())
                    : Optional.empty();
        } catch (IOException noGit) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
