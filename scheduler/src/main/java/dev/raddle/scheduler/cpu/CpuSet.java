package dev.raddle.scheduler.cpu;

import java.util.BitSet;
import java.util.StringJoiner;

/**
 * A set of CPUs by their numbers, immutable, written as Linux writes it: {@code 0-3,8}.
 *
 * <p>Ordered by number wherever order matters.
 */
public final class CpuSet {
    /** No CPU at all; often also: not known. */
    public static final CpuSet EMPTY = new CpuSet(new BitSet());

    /** No machine has more; a file that claims so is broken, and must not fill the memory. */
    static final int MAX_CPUS = 1 << 16;

    private final BitSet cpus;

    private CpuSet(BitSet cpus) {
        this.cpus = cpus;
    }

    /**
     * {@return the set of the given CPUs}
     *
     * @param cpus their numbers, in any order
     * @throws IllegalArgumentException if one is negative or absurdly large
     */
    public static CpuSet of(int... cpus) {
        BitSet set = new BitSet();
        for (int cpu : cpus) {
            set.set(inRange(cpu));
        }
        return new CpuSet(set);
    }

    /**
     * {@return the set that a Linux list such as {@code 0-3,8} describes}
     *
     * @param list the list; empty or blank for the empty set
     * @throws IllegalArgumentException if it is not such a list
     */
    public static CpuSet parse(String list) {
        String trimmed = list.strip();
        if (trimmed.isEmpty()) {
            return EMPTY;
        }
        BitSet set = new BitSet();
        for (String part : trimmed.split(",", -1)) {
            try {
                addRange(part, set);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("not a list of CPUs: \"" + trimmed + '"', e);
            }
        }
        return new CpuSet(set);
    }

    private static void addRange(String range, BitSet set) {
        int dash = range.indexOf('-');
        int first = number(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : number(range.substring(dash + 1));
        if (last < first) {
            throw new IllegalArgumentException(range + " runs backwards");
        }
        set.set(first, last + 1);
    }

    private static int number(String digits) {
        if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException(digits);
        }
        return inRange(Integer.parseInt(digits));
    }

    private static int inRange(int cpu) {
        if (cpu < 0 || cpu >= MAX_CPUS) {
            throw new IllegalArgumentException("no CPU has the number " + cpu);
        }
        return cpu;
    }

    /**
     * {@return whether the CPU is in the set}
     *
     * @param cpu its number
     */
    public boolean contains(int cpu) {
        return cpu >= 0 && cpus.get(cpu);
    }

    /**
     * {@return whether every CPU of the other set is in this one}
     *
     * @param other the other set
     */
    public boolean containsAll(CpuSet other) {
        BitSet missing = (BitSet) other.cpus.clone();
        missing.andNot(cpus);
        return missing.isEmpty();
    }

    /** {@return how many CPUs there are} */
    public int size() {
        return cpus.cardinality();
    }

    /** {@return whether there is none} */
    public boolean isEmpty() {
        return cpus.isEmpty();
    }

    /** {@return the lowest number} */
    int first() {
        return cpus.nextSetBit(0);
    }

    /** {@return the numbers in ascending order} */
    public int[] toArray() {
        return cpus.stream().toArray();
    }

    /** The set as a bit mask, CPU 0 in the lowest bit of the first word. */
    long[] toWords() {
        return cpus.toLongArray();
    }

    static CpuSet ofWords(long[] words) {
        return new CpuSet(BitSet.valueOf(words));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CpuSet set && set.cpus.equals(cpus);
    }

    @Override
    public int hashCode() {
        return cpus.hashCode();
    }

    /** {@return the list as Linux prints it, such as {@code 0-3,8}} */
    @Override
    public String toString() {
        StringJoiner list = new StringJoiner(",");
        int first = cpus.nextSetBit(0);
        while (first >= 0) {
            int last = cpus.nextClearBit(first) - 1;
            list.add(first == last ? "" + first : first + "-" + last);
            first = cpus.nextSetBit(last + 1);
        }
        return list.toString();
    }
}
