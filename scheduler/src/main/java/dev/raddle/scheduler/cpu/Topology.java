package dev.raddle.scheduler.cpu;

import java.util.Arrays;
import java.util.Map;

/**
 * Which CPUs have what in common: a group number for each CPU and level.
 *
 * <p>Immutable. A group is named after its first CPU; what is not known has no group, and no other
 * CPU in common with it.
 */
public final class Topology {
    static final int UNKNOWN = -1;

    private static final Level[] LEVELS = Level.values();
    private static final int[] NOTHING_KNOWN = new int[LEVELS.length];

    static {
        Arrays.fill(NOTHING_KNOWN, UNKNOWN);
    }

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

    /** The group of the CPU at each level, by the level's ordinal; -1 where it is not known. */
    int[] groups(int cpu) {
        return groups.getOrDefault(cpu, NOTHING_KNOWN);
    }

    /** The nearest level at which two CPUs, given by their groups, belong together. */
    static Level common(int[] groups, int[] others) {
        for (Level level : LEVELS) {
            int group = groups[level.ordinal()];
            if (group != UNKNOWN && group == others[level.ordinal()]) {
                return level;
            }
        }
        return Level.MACHINE;
    }

    static int[] nothingKnown() {
        return NOTHING_KNOWN.clone();
    }

    /** Loaded, and so read, only when somebody asks. */
    private static final class ThisMachine {
        static final Topology TOPOLOGY =
                TopologyReader.read(TextFiles.SYSTEM, UsableCpus.ofThisProcess().mask());
    }
}
