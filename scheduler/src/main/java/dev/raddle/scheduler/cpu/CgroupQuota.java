package dev.raddle.scheduler.cpu;

import java.nio.file.Path;
import java.util.List;

/**
 * The CPU quota of the control groups around this process, of version 1 and 2.
 *
 * <p>Every group limits all groups below it, so the smallest quota on the way up to the mount point
 * counts. Groups above the mount point (outside a container) cannot be seen.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu">cgroup v2</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS bandwidth control</a>
 */
final class CgroupQuota {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private final Path root;

    private CgroupQuota(Path root) {
        this.root = root;
    }

    /** The number of CPUs that the quota is worth; infinite if there is none. */
    static double read(Path root) {
        return new CgroupQuota(root).smallest();
    }

    /** On a hybrid system both versions are mounted, and only one of them rules CPUs. */
    private double smallest() {
        List<String> groups = TextFile.lines(root.resolve("proc/self/cgroup")).toList();
        if (groups.isEmpty()) {
            return UNLIMITED;
        }
        return TextFile.lines(root.resolve("proc/self/mountinfo"))
                .map(CgroupMount::parse)
                .flatMap(mount -> mount.stream())
                .mapToDouble(mount -> smallest(mount, groups))
                .min()
                .orElse(UNLIMITED);
    }

    private double smallest(CgroupMount mount, List<String> groups) {
        return groups.stream()
                .map(mount::folderOf)
                .flatMap(folder -> folder.stream())
                .mapToDouble(folder -> smallest(mount, folder))
                .min()
                .orElse(UNLIMITED);
    }

    private double smallest(CgroupMount mount, String folder) {
        Path top = root.resolve(mount.point());
        double smallest = UNLIMITED;
        Path group = top.resolve(folder).normalize();
        while (group != null && group.startsWith(top)) {
            smallest = Math.min(smallest, mount.unified() ? quota2(group) : quota1(group));
            group = group.getParent();
        }
        return smallest;
    }

    /** {@code cpu.max} holds quota and period in microseconds, or {@code max} and the period. */
    private static double quota2(Path group) {
        String[] fields = TextFile.read(group.resolve("cpu.max")).split(" ", -1);
        return fields.length == 2 ? ratio(fields[0], fields[1]) : UNLIMITED;
    }

    /** Two files in microseconds; a quota of -1 is none. */
    private static double quota1(Path group) {
        return ratio(
                TextFile.read(group.resolve("cpu.cfs_quota_us")),
                TextFile.read(group.resolve("cpu.cfs_period_us")));
    }

    private static double ratio(String quota, String period) {
        try {
            long share = Long.parseLong(quota);
            long whole = Long.parseLong(period);
            return share > 0 && whole > 0 ? (double) share / whole : UNLIMITED;
        } catch (NumberFormatException e) {
            return UNLIMITED;
        }
    }
}
