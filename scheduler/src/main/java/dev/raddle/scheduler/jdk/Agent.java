package dev.raddle.scheduler.jdk;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Does what the flag does: {@code -javaagent:raddle-scheduler.jar} opens {@code java.lang} to the
 * scheduler, to the same jar on the class path and to a module of its name.
 */
public final class Agent {
    private static final String MODULE = "dev.raddle.scheduler";

    private Agent() {}

    /**
     * Called by the JVM before {@code main}.
     *
     * @param arguments ignored
     * @param instrumentation what opens the package
     */
    public static void premain(String arguments, Instrumentation instrumentation) {
        open(instrumentation, Agent.class.getModule());
        ModuleLayer.boot().findModule(MODULE).ifPresent(named -> open(instrumentation, named));
    }

    /**
     * Called by the JVM when the agent is attached to a running program, before that program uses
     * the scheduler.
     *
     * @param arguments ignored
     * @param instrumentation what opens the package
     */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        premain(arguments, instrumentation);
    }

    private static void open(Instrumentation instrumentation, Module scheduler) {
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(scheduler)),
                Set.of(),
                Map.of());
    }
}
