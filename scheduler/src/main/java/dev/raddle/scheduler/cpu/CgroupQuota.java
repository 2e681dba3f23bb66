package dev.raddle.scheduler.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The CPU quota of the control groups around this process, of version 1 and 2.
 *
 * <p>Every group limits all groups below it, so the smallest quota on the way up to the mount point
 * counts. Groups above the mount point (outside a container) cannot be seen. On a hybrid system
 * both versions are mounted and one of them rules CPUs; the files of the other are missing.
 *
 * <p>Where the groups are is found out once; what they allow is read each time.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu">cgroup v2</a>
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS bandwidth control</a>
 */
final class CgroupQuota {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private final TextFiles files;
    private final List<Group> groups = new ArrayList<>();

    private CgroupQuota(TextFiles files) {
        this.files = files;
    }

    /** Finds the groups of this process. */
    static CgroupQuota locate(TextFiles files) {
        CgroupQuota quota = new CgroupQuota(files);
        String[] memberships = files.lines("proc/self/cgroup");
        for (String line : files.lines("proc/self/mountinfo")) {
            CgroupMount mount = CgroupMount.parse(line);
            if (mount != null) {
                quota.addGroups(mount, memberships);
            }
        }
        return quota;
    }

    private void addGroups(CgroupMount mount, String[] memberships) {
        for (String line : memberships) {
            String folder = mount.folderOf(line);
            if (folder != null) {
                addWayUp(mount, folder);
            }
        }
    }

    private void addWayUp(CgroupMount mount, String folder) {
        String below = folder;
        while (!below.isEmpty()) {
            groups.add(new Group(mount.unified(), mount.point() + below));
            below = below.substring(0, below.lastIndexOf('/'));
        }
        groups.add(new Group(mount.unified(), mount.point()));
    }

    /** The number of CPUs that the quota is worth at the moment; infinite if there is none. */
    double cpus() {
        double smallest = UNLIMITED;
        for (Group group : groups) {
            String folder = group.folder();
            smallest = Math.min(smallest, group.unified() ? quota2(folder) : quota1(folder));
        }
        return smallest;
    }

    /** {@code cpu.max} holds quota and period in microseconds, or {@code max} and the period. */
    private double quota2(String folder) {
        String[] fields = files.read(folder + "/cpu.max").split(" ", -1);
        return fields.length == 2 ? ratio(fields[0], fields[1]) : UNLIMITED;
    }

    /** Two files in microseconds; a quota of -1 is none. */
    private double quota1(String folder) {
        String quota = files.read(folder + "/cpu.cfs_quota_us");
        return quota.isEmpty() || quota.equals("-1")
                ? UNLIMITED
                : ratio(quota, files.read(folder + "/cpu.cfs_period_us"));
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

    private record Group(boolean unified, String folder) {}
}
