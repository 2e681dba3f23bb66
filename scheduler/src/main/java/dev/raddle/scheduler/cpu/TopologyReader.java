package dev.raddle.scheduler.cpu;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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
    private final Path cpuFolder;
    private final Path nodeFolder;
    private final Map<Integer, int[]> groups = new HashMap<>();

    private TopologyReader(Path root) {
        this.cpuFolder = root.resolve("sys/devices/system/cpu");
        this.nodeFolder = root.resolve("sys/devices/system/node");
    }

    /** Reads what there is about these CPUs. */
    static Topology read(Path root, CpuSet cpus) {
        TopologyReader reader = new TopologyReader(root);
        for (int cpu : cpus.toArray()) {
            int[] unknown = new int[Level.values().length];
            Arrays.fill(unknown, Topology.UNKNOWN);
            reader.groups.put(cpu, unknown);
        }
        for (int cpu : cpus.toArray()) {
            reader.readCpu(cpu);
        }
        reader.readNodes();
        return new Topology(reader.groups);
    }

    private void readCpu(int cpu) {
        Path topology = cpuFolder.resolve("cpu" + cpu).resolve("topology");
        if (isUnknown(cpu, Level.CORE)) {
            join(Level.CORE, topology.resolve("thread_siblings_list"));
        }
        if (isUnknown(cpu, Level.PACKAGE)) {
            join(Level.PACKAGE, topology.resolve("core_siblings_list"));
        }
        if (isUnknown(cpu, Level.L2) || isUnknown(cpu, Level.L3)) {
            readCaches(cpu);
        }
    }

    private void readCaches(int cpu) {
        Path caches = cpuFolder.resolve("cpu" + cpu).resolve("cache");
        for (int index = 0; ; index++) {
            Path cache = caches.resolve("index" + index);
            String level = TextFile.read(cache.resolve("level"));
            if (level.isEmpty()) {
                return;
            }
            if (level.equals("2")) {
                join(Level.L2, cache.resolve("shared_cpu_list"));
            } else if (level.equals("3")) {
                join(Level.L3, cache.resolve("shared_cpu_list"));
            }
        }
    }

    private void readNodes() {
        for (Path node : nodes()) {
            join(Level.NODE, node.resolve("cpulist"));
        }
    }

    private List<Path> nodes() {
        List<Path> nodes = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(nodeFolder, "node[0-9]*")) {
            found.forEach(nodes::add);
        } catch (IOException e) {
            return List.of();
        }
        return nodes;
    }

    /** Puts the CPUs that the file lists into one group of that level. */
    private void join(Level level, Path file) {
        CpuSet members = TextFile.cpus(file);
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
