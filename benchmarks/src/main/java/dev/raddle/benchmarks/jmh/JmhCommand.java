package dev.raddle.benchmarks.jmh;

import org.openjdk.jmh.Main;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Unmatched;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code raddle jmh}: hands everything to JMH, its {@code -h} too. */
@Command(
        name = "jmh",
        description = "Run the JMH benchmarks; all arguments are JMH's own, try -h and -l.")
public final class JmhCommand implements Callable<Integer> {
    @Unmatched private List<String> arguments = new ArrayList<>();

    /** For picocli. */
    public JmhCommand() {}

    @Override
    public Integer call() throws Exception {
        // JMH exits by itself with another code if a benchmark fails.
        Main.main(arguments.toArray(String[]::new));
        return ExitCode.OK;
    }
}
