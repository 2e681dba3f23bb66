package dev.raddle.scheduler.cpu;

/**
 * What the process may use: its affinity mask, cut by the quota of its control groups.
 *
 * @param mask the CPUs on which its threads may run; empty if that is not known
 * @param quota how many CPUs' worth of time it gets, which need not be a whole number; infinite if
 *     nothing limits it
 * @param jvm what the JVM says is available, which also heeds {@code -XX:ActiveProcessorCount}
 */
public record UsableCpus(CpuSet mask, double quota, int jvm) {
    private static final String MASK = "Cpus_allowed_list:";

    /**
     * Asked while this class is loaded, when no carrier is pinned yet: on a pinned thread the JVM
     * would say 1.
     */
    private static final int JVM = Runtime.getRuntime().availableProcessors();

    private static final CgroupQuota QUOTA = CgroupQuota.locate(TextFiles.SYSTEM);

    /**
     * Reads what this process may use at the moment; it can change while the process runs.
     *
     * @return it; outside Linux only what the JVM says
     */
    public static UsableCpus ofThisProcess() {
        return read(TextFiles.SYSTEM, QUOTA, JVM);
    }

    static UsableCpus read(TextFiles files, CgroupQuota quota, int jvm) {
        return new UsableCpus(mask(files), quota.cpus(), jvm);
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
    private static CpuSet mask(TextFiles files) {
        for (String line : files.lines("proc/self/status")) {
            if (line.startsWith(MASK)) {
                return TextFiles.cpusIn(line.substring(MASK.length()));
            }
        }
        return CpuSet.EMPTY;
    }
}
