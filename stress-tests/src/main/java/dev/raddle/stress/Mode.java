package dev.raddle.stress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long tests run. */
enum Mode {
    /** In the build: every test in one JVM, with the JIT as users have it. */
    QUICK(
            List.of("-m", "quick", "-sc", "false", "-iters", "2", "-time", "200"),
            "-jvmArgs",
            Duration.ofMinutes(1)),
    /** By hand: as jcstress runs by default, with all pairs of compilers. */
    DEFAULT(List.of("-m", "default"), "-jvmArgsPrepend", Duration.ofMinutes(5)),
    /** Before a release. */
    TOUGH(List.of("-m", "tough"), "-jvmArgsPrepend", Duration.ofMinutes(5));

    private final List<String> pace;
    private final String flagsOption;
    private final Duration perTwin;

    Mode(List<String> pace, String flagsOption, Duration perTwin) {
        this.pace = pace;
        this.flagsOption = flagsOption;
        this.perTwin = perTwin;
    }

    /**
     * For jcstress.
     *
     * @param flags for the JVMs that it forks, besides what Raddle needs
     */
    List<String> arguments(String... flags) {
        var arguments = new ArrayList<>(pace);
        arguments.add(flagsOption);
        arguments.add(String.join(" ", Jcstress.FLAGS, String.join(" ", flags)).strip());
        return arguments;
    }

    /** How long to try to catch a twin, for each that there is. */
    Duration perTwin() {
        return perTwin;
    }
}
