package dev.raddle.scheduler.cpu;

import java.util.Arrays;

/**
 * From whom a carrier steals first: for each carrier all others, nearest first.
 *
 * <p>What was computed beside its thief is still in a cache that both share. Among victims that are
 * equally near each thief starts with another one: if they are numbered along the machine, group by
 * group, the thief takes the same place in the next group as it has in its own.
 */
public final class VictimOrder {
    /** The group numbers of each carrier's CPU. */
    private final int[][] groups;

    /** The carriers, those near each other one after the other. */
    private final int[] along;

    private VictimOrder(Topology topology, int[] cpuOfCarrier) {
        this.groups = new int[cpuOfCarrier.length][];
        Integer[] sorted = new Integer[cpuOfCarrier.length];
        for (int carrier = 0; carrier < cpuOfCarrier.length; carrier++) {
            groups[carrier] = topology.groups(cpuOfCarrier[carrier]);
            sorted[carrier] = carrier;
        }
        // Equal ones stay in the order of their numbers.
        Arrays.sort(sorted, this::compareFromOutside);
        this.along = Arrays.stream(sorted).mapToInt(Integer::intValue).toArray();
    }

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
        int[][] victims = new int[carriers][Math.max(0, carriers - 1)];
        for (int carrier = 0; carrier < carriers; carrier++) {
            for (int i = 0; i < carriers - 1; i++) {
                victims[carrier][i] = (carrier + 1 + i) % carriers;
            }
        }
        return victims;
    }

    static int[][] nearestFirst(Topology topology, int[] cpuOfCarrier) {
        VictimOrder order = new VictimOrder(topology, cpuOfCarrier);
        int[][] victims = new int[cpuOfCarrier.length][];
        for (int place = 0; place < victims.length; place++) {
            victims[order.along[place]] = order.victimsOf(place);
        }
        return victims;
    }

    private int compareFromOutside(int carrier, int other) {
        int difference = 0;
        for (int level = Level.MACHINE.ordinal(); level >= 0 && difference == 0; level--) {
            difference = Integer.compare(groups[carrier][level], groups[other][level]);
        }
        return difference;
    }

    private int[] victimsOf(int place) {
        Level[] distances = new Level[along.length];
        for (int other = 0; other < along.length; other++) {
            distances[other] = Topology.common(groups[along[place]], groups[along[other]]);
        }
        int[] victims = new int[along.length - 1];
        int filled = 0;
        for (Level level : Level.values()) {
            int[] places = placesAt(level, distances, place);
            for (int next : places) {
                victims[filled++] = along[next];
            }
        }
        return victims;
    }

    /** The places at exactly that distance, beginning as many behind the first as we are. */
    private static int[] placesAt(Level level, Level[] distances, int place) {
        int[] places = new int[distances.length];
        int count = 0;
        int first = place;
        for (int other = 0; other < distances.length; other++) {
            if (other != place && distances[other] == level) {
                places[count++] = other;
            }
            if (distances[other].compareTo(level) <= 0) {
                first = Math.min(first, other);
            }
        }
        int[] rotated = new int[count];
        for (int i = 0; i < count; i++) {
            rotated[i] = places[(place - first + i) % count];
        }
        return rotated;
    }
}
