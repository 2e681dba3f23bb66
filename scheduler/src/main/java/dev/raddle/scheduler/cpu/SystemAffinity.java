package dev.raddle.scheduler.cpu;

import dev.raddle.scheduler.jdk.NativeAccess;

import java.lang.System.Logger.Level;

/** Chooses the affinity of this system, once. */
final class SystemAffinity {
    static final Affinity INSTANCE = choose(System.getProperty("os.name"));

    private SystemAffinity() {}

    static Affinity choose(String system) {
        if (!system.equals("Linux")) {
            return none("there is no affinity on " + system);
        }
        if (!NativeAccess.isEnabled()) {
            return none("native access is not enabled");
        }
        try {
            return new LinuxAffinity();
        } catch (RuntimeException | LinkageError e) {
            return none("sched_setaffinity cannot be linked: " + e);
        }
    }

    private static Affinity none(String reason) {
        System.getLogger("dev.raddle.scheduler.cpu")
                .log(Level.DEBUG, "carriers are not pinned: {0}", reason);
        return new NoAffinity();
    }
}
