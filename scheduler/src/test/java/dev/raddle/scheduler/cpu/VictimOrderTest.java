package dev.raddle.scheduler.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Orders on machines bigger than any that we have: see {@link Machine}. */
class VictimOrderTest {
    @Test
    void twoCpusHaveOneVictimEach() {
        assertThat(onAllCpus("virtual-2")).isDeepEqualTo(new int[][] {{1}, {0}});
    }

    @Test
    void theSiblingIsFirst() {
        int[][] victims = onAllCpus("desktop-8x2");
        for (int carrier = 0; carrier < 16; carrier++) {
            assertThat(victims[carrier][0]).isEqualTo((carrier + 8) % 16);
        }
    }

    @Test
    void siblingThenCacheThenNodeThenTheOtherSocket() {
        Topology topology = Machine.named("epyc-2x64x2").topology();
        int[] cpus = IntStream.range(0, 256).toArray();
        int[][] victims = VictimOrder.nearestFirst(topology, cpus);
        for (int carrier : cpus) {
            int[] order = victims[carrier];
            int cache = carrier % 128 / 8;
            int socket = carrier % 128 / 64;
            assertThat(order[0]).isEqualTo((carrier + 128) % 256);
            assertThat(slice(order, 1, 15)).allMatch(cpu -> cpu % 128 / 8 == cache);
            assertThat(slice(order, 15, 127)).allMatch(cpu -> cpu % 128 / 64 == socket);
            assertThat(slice(order, 127, 255)).allMatch(cpu -> cpu % 128 / 64 != socket);
        }
        // At every distance each carrier is the first victim of exactly one thief.
        for (int place : new int[] {0, 1, 15, 127}) {
            assertThat(Arrays.stream(victims).mapToInt(order -> order[place]).toArray())
                    .containsExactlyInAnyOrder(cpus);
        }
    }

    @Test
    void someCarriersOnABigMachine() {
        Topology topology = Machine.named("epyc-2x64x2").topology();
        int[] cpus = {64, 0, 8, 1, 128, 65};
        int[][] victims = VictimOrder.nearestFirst(topology, cpus);
        // The carrier on CPU 0: its sibling 128, then 1 (cache), 8 (node), 64 and 65 (far).
        assertThat(victims[1]).startsWith(4, 3, 2).endsWith(0, 5);
        // The carrier on CPU 64: 65 (cache), then the other socket.
        assertThat(victims[0]).startsWith(5).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void withoutCachesAndSiblingsThereIsTheNode() {
        int[][] victims = onAllCpus("graviton-64");
        assertThat(victims).isDeepEqualTo(VictimOrder.rotated(64));
    }

    @Test
    void smallCoresStealWithinTheirCluster() {
        int[][] victims = onAllCpus("hybrid-8x2-8");
        assertThat(victims[17]).startsWith(18, 19, 16);
        assertThat(victims[23]).startsWith(20, 21, 22);
        assertThat(victims[4]).startsWith(5);
        assertThat(victims[5]).startsWith(4);
        assertThat(victims[5]).hasSize(23);
    }

    @Test
    void offlineCpusAndHolesAreNoObstacle() {
        Machine machine = Machine.named("holes");
        int[] cpus = machine.cpus().toArray();
        assertThat(cpus).containsExactly(0, 1, 3, 4, 6, 7, 8, 10, 11, 12, 13, 14, 15, 20, 21);
        int[][] victims = VictimOrder.nearestFirst(machine.topology(), cpus);
        List<Integer> order = cpusOf(victims[0], cpus);
        assertThat(order).startsWith(8).endsWith(21);
        assertThat(order.subList(1, 5)).containsExactlyInAnyOrder(1, 3, 10, 11);
        assertThat(order.subList(5, 6)).as("the same package").containsExactly(20);
        // CPU 20 shares its node with 21, and its socket with those of the first node.
        assertThat(cpusOf(victims[13], cpus)).startsWith(21);
        assertThat(cpusOf(victims[13], cpus).subList(1, 7))
                .containsExactlyInAnyOrder(0, 1, 3, 8, 10, 11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop-8x2", "epyc-2x64x2", "graviton-64", "hybrid-8x2-8", "holes"})
    void everybodyIsAVictimOfEverybodyElseOnce(String machine) {
        int[][] victims = onAllCpus(machine);
        for (int carrier = 0; carrier < victims.length; carrier++) {
            int self = carrier;
            assertThat(victims[carrier])
                    .containsExactlyInAnyOrder(
                            IntStream.range(0, victims.length).filter(c -> c != self).toArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop-8x2", "epyc-2x64x2", "graviton-64", "hybrid-8x2-8", "holes"})
    void nearerVictimsComeFirst(String machine) {
        Topology topology = Machine.named(machine).topology();
        int[] cpus = Machine.named(machine).cpus().toArray();
        int[][] victims = VictimOrder.nearestFirst(topology, cpus);
        for (int carrier = 0; carrier < cpus.length; carrier++) {
            List<Level> levels = new ArrayList<>();
            for (int victim : victims[carrier]) {
                levels.add(common(topology, cpus[carrier], cpus[victim]));
            }
            assertThat(levels).isSorted();
        }
    }

    @Test
    void withoutAnyFileTheOrderIsRotated() {
        Topology topology = TopologyReader.read(new FileTree(), CpuSet.parse("0-4"));
        assertThat(VictimOrder.nearestFirst(topology, new int[] {0, 1, 2, 3, 4}))
                .isDeepEqualTo(VictimOrder.rotated(5));
    }

    @Test
    void cpusThatTheTopologyDoesNotKnowAreFar() {
        Topology topology = TopologyReader.read(new FileTree(), CpuSet.EMPTY);
        assertThat(VictimOrder.nearestFirst(topology, new int[] {7, 9}))
                .isDeepEqualTo(new int[][] {{1}, {0}});
    }

    @Test
    void oddFilesAreAsGoodAsNone() {
        FileTree tree =
                new FileTree()
                        .with("sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "x")
                        .with("sys/devices/system/cpu/cpu0/topology/core_siblings_list", "")
                        .with("sys/devices/system/cpu/cpu0/cache/index0/level", "x")
                        .with("sys/devices/system/cpu/cpu0/cache/index1/level", "3")
                        .with("sys/devices/system/node/online", "0")
                        .with("sys/devices/system/node/node0/cpulist", "0-99999999");
        Topology topology = TopologyReader.read(tree, CpuSet.of(0, 1));
        assertThat(common(topology, 0, 1)).isEqualTo(Level.MACHINE);
    }

    @Test
    void unpinnedEverybodyBeginsWithTheNext() {
        assertThat(VictimOrder.of(4, new int[0]))
                .isDeepEqualTo(new int[][] {{1, 2, 3}, {2, 3, 0}, {3, 0, 1}, {0, 1, 2}});
        assertThat(VictimOrder.of(1, new int[0])).isDeepEqualTo(new int[][] {{}});
    }

    @Test
    void thisMachineGivesEverybodyVictims() {
        int[] cpus = UsableCpus.ofThisProcess().mask().toArray();
        int[][] victims = VictimOrder.nearestFirst(Topology.ofThisMachine(), cpus);
        assertThat(victims).hasDimensions(cpus.length, cpus.length - 1);
    }

    private int[][] onAllCpus(String name) {
        Machine machine = Machine.named(name);
        return VictimOrder.nearestFirst(machine.topology(), machine.cpus().toArray());
    }

    private static Level common(Topology topology, int cpu, int other) {
        return Topology.common(topology.groups(cpu), topology.groups(other));
    }

    private static List<Integer> slice(int[] order, int from, int to) {
        return Arrays.stream(order, from, to).boxed().toList();
    }

    private static List<Integer> cpusOf(int[] carriers, int[] cpus) {
        return Arrays.stream(carriers).mapToObj(carrier -> cpus[carrier]).toList();
    }
}
