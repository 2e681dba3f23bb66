package dev.raddle.benchmarks.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Command lines for another JVM like this one. */
public final class JavaCommand {

    /** What a JVM needs to run Raddle; a class path, unlike a jar's manifest, cannot say it. */
    public static final List<String> RADDLE_FLAGS =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED");

    private JavaCommand() {}

    /**
     * Runs a class of this program.
     *
     * @param flags JVM flags
     * @param mainClass its name
     * @param arguments its arguments
     * @return a command line with this JVM's {@code java} and class path
     */
    public static List<String> of(List<String> flags, String mainClass, List<String> arguments) {
        return of(flags, classPath(), mainClass, arguments);
    }

    /**
     * Runs a class of another program.
     *
     * @param flags JVM flags
     * @param classPath where its classes are
     * @param mainClass its name
     * @param arguments its arguments
     * @return a command line with this JVM's {@code java}
     */
    public static List<String> of(
            List<String> flags, String classPath, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** This JVM's class path, independent of the working directory. */
    private static String classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
