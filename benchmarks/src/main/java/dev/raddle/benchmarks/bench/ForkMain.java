package dev.raddle.benchmarks.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The main class of a forked JVM: measures, and prints one line of JSON. */
final class ForkMain {

    private ForkMain() {}

    /** The report is all that goes to the standard output, whatever the programs print. */
    public static void main(String[] arguments) {
        var reports =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        ForkReport report = ForkRequest.fromArguments(arguments).measure();
        reports.println(report.toJson());
        // A rival that left a thread behind must not keep the JVM alive.
        System.exit(report.isFailure() ? 1 : 0);
    }
}
