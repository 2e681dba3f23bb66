package dev.raddle.stress;

import java.time.Duration;
import java.util.List;

/** How long tests run. */
enum Mode {
    /** In the build: every test in every compiler, both actors by the same one. */
    QUICK(List.of("-m", "quick", "-sc", "false"), Duration.ofMinutes(1)),
    /** By hand: as jcstress runs by default, with all pairs of compilers. */
    DEFAULT(List.of("-m", "default"), Duration.ofMinutes(5)),
    /** Before a release. */
    TOUGH(List.of("-m", "tough"), Duration.ofMinutes(5));

    private final List<String> arguments;
    private final Duration perTwin;

    Mode(List<String> arguments, Duration perTwin) {
        this.arguments = arguments;
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
