package dev.raddle.scheduler.cpu;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * From whom a carrier steals first: for each carrier all others, nearest first.
 *
 * <p>What was computed beside its thief is still in a cache that both share. Among victims that are
 * equally near each thief starts with another one: if they are numbered along the machine, group by
 * group, the thief takes the same place in the next group as it has in its own.
 */
public final class VictimOrder {
    private VictimOrder() {}

    /**
     * {@return for each carrier the others, in the order in which to try them}
     *
     * <p>Reads the topology of this machine if it can matter.
     *
     * @param carriers how many there are
     * @param cpuOfCarrier the CPU of each carrier; of length 0 if they are not pinned
     */
    public static int[][] of(int carriers, int[] cpuOfCarrier) {
        return carriers <= 2 || cpuOfCarrier.length == 0
                ? rotated(carriers)
                : nearestFirst(Topology.ofThisMachine(), cpuOfCarrier);
    }

    /** Without pinning: everybody begins with the next one. */
    static int[][] rotated(int carriers) {
        int[][] victims = new int[carriers][];
        for (int carrier = 0; carrier < carriers; carrier++) {
            int first = carrier + 1;
            victims[carrier] =
                    IntStream.range(0, carriers - 1).map(i -> (first + i) % carriers).toArray();
        }
        return victims;
    }

    static int[][] nearestFirst(Topology topology, int[] cpuOfCarrier) {
        int[] along = alongTheMachine(topology, cpuOfCarrier);
        int[][] victims = new int[cpuOfCarrier.length][];
        for (int place = 0; place < along.length; place++) {
            victims[along[place]] = victims(topology, cpuOfCarrier, along, place);
        }
        return victims;
    }

    /** The carriers, those near each other one after the other. */
    private static int[] alongTheMachine(Topology topology, int[] cpuOfCarrier) {
        Comparator<Integer> order = (one, other) -> 0;
        for (Level level : Level.values()) {
            Comparator<Integer> outer =
                    Comparator.comparingInt(
                            carrier -> topology.group(cpuOfCarrier[carrier], level));
            order = outer.thenComparing(order);
        }
        return IntStream.range(0, cpuOfCarrier.length)
                .boxed()
                .sorted(order.thenComparing(Comparator.naturalOrder()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] victims(Topology topology, int[] cpuOfCarrier, int[] along, int place) {
        int cpu = cpuOfCarrier[along[place]];
        Level[] distance = new Level[along.length];
        for (int other = 0; other < along.length; other++) {
            distance[other] = topology.common(cpu, cpuOfCarrier[along[other]]);
        }
        IntStream victims = IntStream.empty();
        for (Level level : Level.values()) {
            victims = IntStream.concat(victims, atLevel(level, distance, place));
        }
        return victims.map(other -> along[other]).toArray();
    }

    /** The places at exactly that distance, beginning as many behind the first as we are. */
    private static IntStream atLevel(Level level, Level[] distance, int place) {
        IntPredicate within = other -> other == place || distance[other].compareTo(level) <= 0;
        int[] equallyNear =
                IntStream.range(0, distance.length)
                        .filter(other -> other != place && distance[other] == level)
                        .toArray();
        int count = equallyNear.length;
        int first = IntStream.range(0, distance.length).filter(within).findFirst().orElseThrow();
        return IntStream.range(0, count).map(i -> equallyNear[(place - first + i) % count]);
    }
}
