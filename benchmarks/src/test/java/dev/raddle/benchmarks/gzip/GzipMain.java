package dev.raddle.benchmarks.gzip;

import picocli.CommandLine;

/** The command as a process of its own, for tests of signals and pipes. */
final class GzipMain {
    private GzipMain() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new GzipCommand()).execute(arguments));
    }
}
