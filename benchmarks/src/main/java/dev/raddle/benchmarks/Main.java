package dev.raddle.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What the executable jar starts. Compiled for Java 8, so that a JVM which is too old for all the
 * rest says so in plain words.
 */
public final class Main {
    private static final int OLDEST = 25;
    private static final int FAILED = 1;

    private Main() {}

    /**
     * Starts {@link Raddle}, if this JVM can.
     *
     * @param arguments the command line
     * @throws Throwable what Raddle throws
     */
    public static void main(String[] arguments) throws Throwable {
        String version = System.getProperty("java.specification.version");
        if (isTooOld(version)) {
            System.err.println(refusal(version, System.getProperty("java.home")));
            System.exit(FAILED);
        }
        // By name: nothing newer than this class may be compiled or linked with it.
        MethodHandles.publicLookup()
                .findStatic(
                        Class.forName("dev.raddle.benchmarks.Raddle"),
                        "main",
                        MethodType.methodType(void.class, String[].class))
                .invokeExact(arguments);
    }

    /** Given 1.8, 17 or 25. */
    static boolean isTooOld(String version) {
        return version.startsWith("1.") || Integer.parseInt(version) < OLDEST;
    }

    static String refusal(String version, String home) {
        return String.format(
                "raddle: needs Java %d or newer, and this is Java %s, %s%n"
                        + "Start it by ./raddle, which finds one, or by another java.",
                OLDEST, version, home);
    }
}
