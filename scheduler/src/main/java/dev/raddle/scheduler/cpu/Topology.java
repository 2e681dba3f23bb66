package dev.raddle.scheduler.cpu;

import java.nio.file.Path;
import java.util.Map;

/**
 * Which CPUs have what in common: a group number for each CPU and level.
 *
 * <p>Immutable. A group is named after its first CPU; what is not known has no group, and no other
 * CPU in common with it.
 */
public final class Topology {
    static final int UNKNOWN = -1;

    private final Map<Integer, int[]> groups;

    Topology(Map<Integer, int[]> groups) {
        this.groups = groups;
    }

    /**
     * {@return the topology of the CPUs that this process may use}
     *
     * <p>Read at the first call, which takes milliseconds on a big machine, and kept.
     */
    public static Topology ofThisMachine() {
        return ThisMachine.TOPOLOGY;
    }

    /** The nearest level at which two CPUs belong together. */
    Level common(int cpu, int other) {
        for (Level level : Level.values()) {
            int group = group(cpu, level);
            if (group != UNKNOWN && group == group(other, level)) {
                return level;
            }
        }
        return Level.MACHINE;
    }

    /** The group of the CPU at that level, or -1. */
    int group(int cpu, Level level) {
        int[] known = groups.get(cpu);
        return known == null ? UNKNOWN : known[level.ordinal()];
    }

    /** Loaded, and so read, only when somebody asks. */
    private static final class ThisMachine {
        static final Topology TOPOLOGY =
                TopologyReader.read(Path.of("/"), UsableCpus.ofThisProcess().mask());
    }
}
