package dev.raddle.scheduler.cpu;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the process may use: its affinity mask, cut by the quota of its control groups.
 *
 * @param mask the CPUs on which its threads may run; empty if that is not known
 * @param quota how many CPUs' worth of time it gets, which need not be a whole number; infinite if
 *     nothing limits it
 * @param jvm what the JVM says is available, which also heeds {@code -XX:ActiveProcessorCount}
 */
public record UsableCpus(CpuSet mask, double quota, int jvm) {
    /**
     * Asked while this class is loaded, when no carrier is pinned yet: on a pinned thread the JVM
     * would say 1.
     */
    private static final int JVM = Runtime.getRuntime().availableProcessors();

    /**
     * Reads what this process may use at the moment; it can change while the process runs.
     *
     * @return it; outside Linux only what the JVM says
     */
    public static UsableCpus ofThisProcess() {
        return read(Path.of("/"), JVM);
    }

    static UsableCpus read(Path root, int jvm) {
        return new UsableCpus(mask(root), CgroupQuota.read(root), jvm);
    }

    /**
     * {@return how many carriers can run at the same time, at least 1}
     *
     * <p>A quota is rounded up: with 1.5 CPUs two carriers are throttled a little, one would waste
     * a third.
     */
    public int carriers() {
        double limit = Math.min(Math.ceil(quota), mask.isEmpty() ? jvm : mask.size());
        return (int) Math.max(1, Math.min(limit, jvm));
    }

    /**
     * The mask of the process as a whole, not of the calling thread, which may be a pinned carrier:
     * the kernel keeps it with the first thread of the process, in which the JVM runs no Java.
     */
    private static CpuSet mask(Path root) {
        String key = "Cpus_allowed_list:";
        Optional<String> line =
                TextFile.lines(root.resolve("proc/self/status"))
                        .filter(candidate -> candidate.startsWith(key))
                        .findFirst();
        return line.map(found -> TextFile.cpus(found.substring(key.length()))).orElse(CpuSet.EMPTY);
    }
}
