package dev.raddle.benchmarks.problem;

import java.util.Arrays;

/** Pseudo-random numbers, and what is done to each of many. */
public final class Numbers {

    private Numbers() {}

    /**
     * Scatters an index. By the finalizer of SplitMix64 (Steele et al., OOPSLA 2014).
     *
     * @param index any
     * @return a number, another for each index
     */
    public static long mix(long index) {
        long z = (index + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * Many numbers.
     *
     * @param count how many
     * @return those of the first indexes
     */
    public static long[] array(int count) {
        var numbers = new long[count];
        Arrays.setAll(numbers, Numbers::mix);
        return numbers;
    }

    /**
     * What {@code map} makes of a number.
     *
     * @param number any
     * @return another
     */
    public static long image(long number) {
        return 3 * number + 1;
    }

    /**
     * What {@code filter} asks of a number.
     *
     * @param number any
     * @return true for one in four
     */
    public static boolean passes(long number) {
        return (number & 3) == 0;
    }
}
