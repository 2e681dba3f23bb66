package dev.raddle.benchmarks.problem;

import dev.raddle.benchmarks.workload.Problem;

import java.util.Arrays;

/**
 * Numbers, and room for what each becomes.
 *
 * @param from the numbers
 * @param to all zero before a round
 */
public record Mapping(long[] from, long[] to) implements Problem {

    /**
     * Pseudo-random numbers.
     *
     * @param count how many
     * @return with as much room
     */
    public static Mapping of(int count) {
        return new Mapping(Numbers.array(count), new long[count]);
    }

    @Override
    public void pose() {
        Arrays.fill(to, 0);
    }

    @Override
    public long answer(long result) {
        long sum = 0;
        for (long number : to) {
            sum += number;
        }
        return sum;
    }
}
