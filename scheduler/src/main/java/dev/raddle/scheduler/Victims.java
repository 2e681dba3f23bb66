package dev.raddle.scheduler;

/**
 * In which order a carrier looks at others when it has no work. Owner carrier, the thief, only.
 *
 * <p>Every second look goes nearest first: what was computed beside the thief is still in a cache
 * that both share. The others begin anywhere and go round. Without these, a thief would always come
 * to the same victim, whose oldest fork is what is left of a piece that it has stolen itself a
 * moment before; so pieces would get smaller from neighbour to neighbour, while the large ones at
 * the other end of the machine stay where they are. In a simulation with 64 carriers there were
 * then twelve times as many steals, and hardly fewer for each fork as the work grew.
 *
 * <p>Since each victim is the first of every second look with the same probability, the proof of
 * Blumofe and Leiserson holds, with twice their number of looks: of P carriers, in work whose
 * longest chain is T∞, the looks that they expect are O(P · T∞), however much work there is.
 *
 * <p><b>References.</b> Blumofe and Leiserson, Scheduling multithreaded computations by work
 * stealing (JACM 46, 1999); Arora, Blumofe and Plaxton, Thread scheduling for multiprogrammed
 * multiprocessors (SPAA 1998).
 */
final class Victims {
    private final int[] nearestFirst;
    private long random;
    private boolean anywhere = true;
    private int first;

    /**
     * Of one carrier.
     *
     * @param nearestFirst the indices of the other carriers
     * @param seed another one for each carrier
     */
    Victims(int[] nearestFirst, int seed) {
        this.nearestFirst = nearestFirst;
        this.random = seed;
    }

    int count() {
        return nearestFirst.length;
    }

    /** Another look begins. */
    void look() {
        anywhere = !anywhere;
        first = anywhere && count() > 1 ? randomPlace() : 0;
    }

    /** Which is the nth to look at this time: its place among the nearest. */
    int place(int nth) {
        int place = first + nth;
        return place < count() ? place : place - count();
    }

    /** The index of the carrier at a place. */
    int carrier(int place) {
        return nearestFirst[place];
    }

    /**
     * The upper half of a linear congruential generator's state, scaled; Knuth's MMIX constants.
     */
    private int randomPlace() {
        random = random * 6364136223846793005L + 1442695040888963407L;
        return (int) ((random >>> 32) * count() >>> 32);
    }
}
