package dev.raddle.stress;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How long tests run. */
enum Mode {
    /** In the build: every test in one JVM, with the JIT as users have it. */
    QUICK(
            List.of("-m", "quick", "-sc", "false", "-iters", "2", "-time", "200"),
            List.of("-jvmArgs", Jcstress.FLAGS),
            Duration.ofMinutes(1)),
    /** By hand: as jcstress runs by default, with all pairs of compilers. */
    DEFAULT(
            List.of("-m", "default"),
            List.of("-jvmArgsPrepend", Jcstress.FLAGS),
            Duration.ofMinutes(5)),
    /** Before a release. */
    TOUGH(
            List.of("-m", "tough"),
            List.of("-jvmArgsPrepend", Jcstress.FLAGS),
            Duration.ofMinutes(5));

    private final List<String> arguments;
    private final Duration perTwin;

    Mode(List<String> pace, List<String> flags, Duration perTwin) {
        this.arguments = Stream.concat(pace.stream(), flags.stream()).toList();
        this.perTwin = perTwin;
    }

    /** For jcstress. */
    List<String> arguments() {
        return arguments;
    }

    /** How long to try to catch a twin, for each that there is. */
    Duration perTwin() {
        return perTwin;
    }
}
