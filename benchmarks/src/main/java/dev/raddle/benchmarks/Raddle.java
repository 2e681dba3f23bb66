package dev.raddle.benchmarks;

import dev.raddle.benchmarks.bench.BenchCommand;
import dev.raddle.benchmarks.gzip.GzipCommand;
import dev.raddle.benchmarks.jmh.JmhCommand;
import dev.raddle.benchmarks.stress.StressCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** The {@code raddle} command: everything that can be done with Raddle from a shell. */
@Command(
        name = "raddle",
        mixinStandardHelpOptions = true,
        versionProvider = Raddle.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Coroutines on every core of a machine.",
        subcommands = {
            GzipCommand.class,
            BenchCommand.class,
            StressCommand.class,
            JmhCommand.class,
            HelpCommand.class
        },
        footer = {"", "\"raddle help COMMAND\" tells more about a command."})
public final class Raddle implements Runnable {

    @Spec private CommandSpec spec;

    private Raddle() {}

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /**
     * The command line with all its commands.
     *
     * @return ready to execute
     */
    public static CommandLine commandLine() {
        return new CommandLine(new Raddle())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Raddle::refuse)
                .setExecutionExceptionHandler(Raddle::fail);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: gzip, bench or stress");
    }

    /** One line that says what is wrong, and one that says where to read on. */
    private static int refuse(ParameterException bad, String... arguments) {
        String name = bad.getCommandLine().getCommandSpec().qualifiedName();
        PrintWriter err = bad.getCommandLine().getErr();
        err.println(name + ": " + message(bad));
        err.println("Try '" + name + " --help'.");
        return bad.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String message(ParameterException bad) {
        if (!(bad instanceof UnmatchedArgumentException unmatched)) {
            return bad.getMessage();
        }
        String given = "\"" + unmatched.getUnmatched().getFirst() + "\"";
        List<String> alike = unmatched.getSuggestions();
        return alike.isEmpty()
                ? given + " means nothing here"
                : given + " means nothing here; did you mean " + String.join(" or ", alike) + "?";
    }

    /** A failure that a command foresees is an exception with a message for people. */
    private static int fail(Exception failure, CommandLine command, ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
            command.getErr().println(name + ": interrupted");
        } else if (failure instanceof IOException) {
            command.getErr().println(name + ": " + describe(failure));
        } else {
            failure.printStackTrace(command.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    /** What the JDK says of files is often no more than their name. */
    private static String describe(Exception failure) {
        return switch (failure) {
            case NoSuchFileException e -> e.getFile() + ": no such file or folder";
            case FileNotFoundException e -> e.getMessage();
            case AccessDeniedException e -> e.getFile() + ": permission denied";
            default -> failure.getMessage();
        };
    }

    /** The version of this program and of the JVM that runs it. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Raddle.class.getPackage().getImplementationVersion();
            return new String[] {
                "raddle " + (version == null ? "(development)" : version),
                "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
            };
        }
    }
}
