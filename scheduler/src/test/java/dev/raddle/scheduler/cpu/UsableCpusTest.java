package dev.raddle.scheduler.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsableCpusTest {
    private static final String UNIFIED =
            "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate";
    private static final int MANY = 512;

    private final FileTree tree = new FileTree();

    @BeforeEach
    void aMachineWith64Cpus() {
        tree.with(
                "proc/self/status",
                """
                Name:\tjava
                Cpus_allowed:\tffffffff,ffffffff
                Cpus_allowed_list:\t0-63
                Mems_allowed_list:\t0\
                """);
    }

    @Test
    void withoutGroupsTheMaskCounts() {
        assertUsable(64, Double.POSITIVE_INFINITY);
        assertThat(read(tree, MANY).mask()).hasToString("0-63");
    }

    @Test
    void theMaskMayBeLongAndHaveHoles() {
        tree.with("proc/self/status", "Cpus_allowed_list:\t0-3,1024-1151");
        assertUsable(132, Double.POSITIVE_INFINITY);
    }

    @Test
    void theJvmIsAnUpperBound() {
        assertThat(read(tree, 3).carriers()).isEqualTo(3);
    }

    @Test
    void withoutProcTheJvmDecides() {
        UsableCpus usable = read(new FileTree(), 6);
        assertThat(usable.mask().isEmpty()).isTrue();
        assertThat(usable.carriers()).isEqualTo(6);
    }

    @Test
    void anOddMaskIsAsGoodAsNone() {
        tree.with("proc/self/status", "Cpus_allowed_list:\tall");
        assertThat(read(tree, 6).carriers()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "max 100000, 64, Infinity",
        "200000 100000, 2, 2",
        "150000 100000, 2, 1.5",
        "100001 100000, 2, 1.00001",
        "50000 100000, 1, 0.5",
        "6400000 50000, 64, 128",
        "'', 64, Infinity",
        "rubbish, 64, Infinity",
        "rubbish 100000, 64, Infinity",
        "100000 0, 64, Infinity",
    })
    void aQuotaIsRoundedUp(String max, int carriers, double quota) {
        tree.with("proc/self/cgroup", "0::/")
                .with("proc/self/mountinfo", UNIFIED)
                .with("sys/fs/cgroup/cpu.max", max);
        assertUsable(carriers, quota);
    }

    @Test
    void theSmallestQuotaOnTheWayUpCounts() {
        tree.with("proc/self/cgroup", "0::/user.slice/app.slice/build.service")
                .with("proc/self/mountinfo", UNIFIED)
                .with("sys/fs/cgroup/user.slice/cpu.max", "300000 100000")
                .with("sys/fs/cgroup/user.slice/app.slice/cpu.max", "max 100000")
                .with("sys/fs/cgroup/user.slice/app.slice/build.service/cpu.max", "800000 100000");
        assertUsable(3, 3);
    }

    @Test
    void aGroupOutsideTheMountIsTheMountItself() {
        tree.with("proc/self/cgroup", "0::/../../neighbour")
                .with("proc/self/mountinfo", UNIFIED)
                .with("sys/fs/cgroup/cpu.max", "400000 100000")
                .with("sys/neighbour/cpu.max", "100000 100000");
        assertUsable(4, 4);
    }

    @Test
    void version1IsFoundByItsController() {
        tree.with(
                        "proc/self/cgroup",
                        """
                        5:cpuset:/
                        4:cpu,cpuacct:/system.slice/build.service
                        1:name=systemd:/system.slice/build.service\
                        """)
                .with(
                        "proc/self/mountinfo",
                        """
                        33 25 0:29 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset
                        34 25 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\
                        """)
                .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1")
                .with("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000")
                .with("sys/fs/cgroup/cpu,cpuacct/system.slice/cpu.cfs_quota_us", "500000")
                .with("sys/fs/cgroup/cpu,cpuacct/system.slice/cpu.cfs_period_us", "100000")
                .with("sys/fs/cgroup/cpuset/cpu.cfs_quota_us", "100000")
                .with("sys/fs/cgroup/cpuset/cpu.cfs_period_us", "100000");
        assertUsable(5, 5);
    }

    @Test
    void aContainerThatSeesThePathOfItsHostIsAtTheTopOfItsMount() {
        tree.with("proc/self/cgroup", "4:cpu,cpuacct:/docker/0123/init\n0::/docker/0123/init")
                .with(
                        "proc/self/mountinfo",
                        "34 25 0:30 /docker/0123 /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu")
                .with("sys/fs/cgroup/cpu/init/cpu.cfs_quota_us", "-1")
                .with("sys/fs/cgroup/cpu/init/cpu.cfs_period_us", "100000")
                .with("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000")
                .with("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");
        assertUsable(2, 2);
    }

    @Test
    void onAHybridSystemTheVersionThatRulesCpusCounts() {
        tree.with("proc/self/cgroup", "1:cpu:/a\n0::/b")
                .with(
                        "proc/self/mountinfo",
                        """
                        30 23 0:26 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                        34 25 0:30 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\
                        """)
                .with("sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "700000")
                .with("sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000");
        assertUsable(7, 7);
    }

    @Test
    void aMountPointMayContainSpaces() {
        tree.with("proc/self/cgroup", "0::/")
                .with("proc/self/mountinfo", UNIFIED.replace("/sys/fs/cgroup", "/my\\040groups"))
                .with("my groups/cpu.max", "200000 100000");
        assertUsable(2, 2);
    }

    @Test
    void oddMountsAreSkipped() {
        tree.with("proc/self/cgroup", "0::/\nrubbish\n\n")
                .with(
                        "proc/self/mountinfo",
                        "rubbish\n1 2 - cgroup2 x\n25 1 0:5 / / rw - ext4 /dev/vda rw\n" + UNIFIED)
                .with("sys/fs/cgroup/cpu.max", "200000 100000");
        assertUsable(2, 2);
    }

    @Test
    void thisProcessMayUseSomething() {
        assertThat(UsableCpus.ofThisProcess().carriers())
                .isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    private static UsableCpus read(TextFiles files, int jvm) {
        return UsableCpus.read(files, CgroupQuota.locate(files), jvm);
    }

    private void assertUsable(int carriers, double quota) {
        UsableCpus usable = read(tree, MANY);
        assertThat(usable.carriers()).isEqualTo(carriers);
        assertThat(usable.quota()).isEqualTo(quota);
    }
}
