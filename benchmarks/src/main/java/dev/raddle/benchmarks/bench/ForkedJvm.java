package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.process.ChildProcess;
import dev.raddle.benchmarks.process.JavaCommand;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries out requests in JVMs of their own, one at a time. */
final class ForkedJvm implements Launcher {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    @Override
    public ForkReport launch(ForkRequest request) throws InterruptedException {
        List<String> command =
                JavaCommand.of(flags(request), ForkMain.class.getName(), request.toArguments());
        try (var child = ChildProcess.start(command)) {
            if (!child.await(LIMIT)) {
                return ForkReport.failed("no result within " + LIMIT.toMinutes() + " minutes");
            }
            return report(child);
        } catch (IOException e) {
            return ForkReport.failed("the JVM could not be started: " + e.getMessage());
        }
    }

    static List<String> flags(ForkRequest request) {
        var flags = new ArrayList<>(JavaCommand.RADDLE_FLAGS);
        flags.add(request.conditions().collector().flag());
        flags.addAll(request.workload().memoryFlags(request.setting().parameters()));
        flags.addAll(request.rival().flags(request.setting().carriers()));
        return flags;
    }

    private static ForkReport report(ChildProcess child) {
        // The last line: the JVM's own warnings may go before it.
        List<String> lines = child.output().lines().toList();
        try {
            return ForkReport.fromJson(lines.getLast());
        } catch (RuntimeException noReport) {
            String errors = child.errors().strip();
            return ForkReport.failed(
                    "the JVM ended with code "
                            + child.exitCode()
                            + ": "
                            + (errors.isEmpty() ? "no message" : errors));
        }
    }
}
