package dev.raddle.scheduler.cpu;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads a topology from {@code /sys}.
 *
 * <p>A file about one CPU lists all that share something with it, so each group is read once. On
 * 256 CPUs that saves two files out of three. Files that are missing (offline CPUs, virtual
 * machines, Arm without cache tables) leave their level unknown.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cputopology.html">CPU topology in sysfs</a>
 */
final class TopologyReader {
    private static final String SYSTEM = "sys/devices/system/";

    private final TextFiles files;
    private final Map<Integer, int[]> groups = new HashMap<>();

    private TopologyReader(TextFiles files) {
        this.files = files;
    }

    /** Reads what there is about these CPUs. */
    static Topology read(TextFiles files, CpuSet cpus) {
        TopologyReader reader = new TopologyReader(files);
        for (int cpu : cpus.toArray()) {
            reader.groups.put(cpu, Topology.nothingKnown());
        }
        for (int cpu : cpus.toArray()) {
            reader.readCpu(cpu);
        }
        for (int node : files.cpus(SYSTEM + "node/online").toArray()) {
            reader.join(Level.NODE, SYSTEM + "node/node" + node + "/cpulist");
        }
        return new Topology(reader.groups);
    }

    private void readCpu(int cpu) {
        String folder = SYSTEM + "cpu/cpu" + cpu;
        if (isUnknown(cpu, Level.CORE)) {
            join(Level.CORE, folder + "/topology/thread_siblings_list");
        }
        if (isUnknown(cpu, Level.PACKAGE)) {
            join(Level.PACKAGE, folder + "/topology/core_siblings_list");
        }
        if (isUnknown(cpu, Level.L2) || isUnknown(cpu, Level.L3)) {
            readCaches(folder);
        }
    }

    private void readCaches(String folder) {
        String level;
        int index = 0;
        do {
            String cache = folder + "/cache/index" + index++;
            level = files.read(cache + "/level");
            switch (level) {
                case "2" -> join(Level.L2, cache + "/shared_cpu_list");
                case "3" -> join(Level.L3, cache + "/shared_cpu_list");
                default -> {} // the first level belongs to a core alone
            }
        } while (!level.isEmpty());
    }

    /** Puts the CPUs that the file lists into one group of that level. */
    private void join(Level level, String file) {
        CpuSet members = files.cpus(file);
        for (int member : members.toArray()) {
            int[] known = groups.get(member);
            if (known != null) {
                known[level.ordinal()] = members.first();
            }
        }
    }

    private boolean isUnknown(int cpu, Level level) {
        return groups.get(cpu)[level.ordinal()] == Topology.UNKNOWN;
    }
}
