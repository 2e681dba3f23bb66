package dev.raddle.testing;

import dev.raddle.Scheduler;

import java.util.List;

/** The carrier threads of a scheduler, known by their names. */
public final class Carriers {
    private Carriers() {}

    /** Those that are alive at the moment. */
    public static List<Thread> aliveOf(Scheduler scheduler) {
        String prefix = "raddle-" + scheduler.name() + "-carrier-";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }
}
