package dev.raddle.scheduler.cpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A machine's topology as a short text, which unfolds into the files that Linux shows in {@code
 * /sys}.
 *
 * <p>A word alone on a line names a level (core, l2, l3, package, node); the indented lines below
 * it list its groups, each as a Linux list of CPUs. A level that is not there has no files. Lines
 * with a hash are comments.
 */
record Machine(Map<String, List<CpuSet>> levels) {
    static Machine named(String name) {
        try (InputStream in = Machine.class.getResourceAsStream(name + ".machine")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Machine parse(String text) {
        Map<String, List<CpuSet>> levels = new HashMap<>();
        List<CpuSet> groups = List.of();
        for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
            if (line.startsWith(" ")) {
                for (String group : line.strip().split(" +")) {
                    groups.add(CpuSet.parse(group));
                }
            } else {
                groups = new ArrayList<>();
                levels.put(line, groups);
            }
        }
        return new Machine(levels);
    }

    /** The CPUs that are online. */
    CpuSet cpus() {
        return CpuSet.of(
                groups("core").stream()
                        .flatMapToInt(group -> Arrays.stream(group.toArray()))
                        .toArray());
    }

    /** Unfolds the machine and reads it back. */
    Topology topology() {
        FileTree tree = new FileTree();
        unfold(tree);
        return TopologyReader.read(tree, cpus());
    }

    void unfold(FileTree tree) {
        unfold(tree, "core", "topology/thread_siblings_list");
        unfold(tree, "package", "topology/core_siblings_list");
        if (levels.containsKey("l2")) {
            unfoldCache(tree, 0, "1", "core");
            unfoldCache(tree, 1, "1", "core");
            unfoldCache(tree, 2, "2", "l2");
            unfoldCache(tree, 3, "3", "l3");
        }
        List<CpuSet> nodes = groups("node");
        tree.with("sys/devices/system/node/online", "0-" + (nodes.size() - 1));
        for (int node = 0; node < nodes.size(); node++) {
            String folder = "sys/devices/system/node/node" + node;
            tree.with(folder + "/cpulist", nodes.get(node).toString());
        }
    }

    private void unfoldCache(FileTree tree, int index, String level, String groups) {
        String folder = "cache/index" + index;
        for (CpuSet group : groups(groups)) {
            for (int cpu : group.toArray()) {
                tree.with(file(cpu, folder + "/level"), level);
            }
        }
        unfold(tree, groups, folder + "/shared_cpu_list");
    }

    private void unfold(FileTree tree, String level, String file) {
        for (CpuSet group : groups(level)) {
            for (int cpu : group.toArray()) {
                tree.with(file(cpu, file), group.toString());
            }
        }
    }

    private static String file(int cpu, String file) {
        return "sys/devices/system/cpu/cpu" + cpu + "/" + file;
    }

    private List<CpuSet> groups(String level) {
        return levels.getOrDefault(level, List.of());
    }
}
