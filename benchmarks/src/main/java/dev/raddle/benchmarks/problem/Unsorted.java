package dev.raddle.benchmarks.problem;

import dev.raddle.benchmarks.workload.Problem;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers to be sorted in place. */
public final class Unsorted implements Problem {
    private final int[] unsorted;
    private final int[] numbers;

    /**
     * Pseudo-random numbers.
     *
     * @param count how many
     */
    public Unsorted(int count) {
        unsorted = random(count).toArray();
        numbers = new int[count];
    }

    /**
     * The sum of as many numbers.
     *
     * @param count how many
     * @return the answer
     */
    public static long sum(int count) {
        return random(count).asLongStream().sum();
    }

    private static IntStream random(int count) {
        return IntStream.range(0, count).map(i -> (int) Numbers.mix(i));
    }

    /**
     * What is to be sorted.
     *
     * @return the same array in each round
     */
    public int[] numbers() {
        return numbers;
    }

    @Override
    public void pose() {
        System.arraycopy(unsorted, 0, numbers, 0, numbers.length);
    }

    /** Their sum; a failure if they are not in order. */
    @Override
    public long answer(long result) {
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i - 1] > numbers[i]) {
                throw new IllegalStateException("not sorted at " + i);
            }
        }
        return Arrays.stream(numbers).asLongStream().sum();
    }
}
