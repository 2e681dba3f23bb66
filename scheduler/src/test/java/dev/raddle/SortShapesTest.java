package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/** Sorts give what the JDK's give, whatever order there is in an array, and however few values. */
class SortShapesTest extends SchedulerFixture {
    private static final int[] SIZES = {131_072, 131_073, 300_000, 1_000_003};

    private final Random random = new Random(42);

    private IntUnaryOperator[] shapes(int size) {
        return new IntUnaryOperator[] {
            i -> i, // rising
            i -> -i, // falling
            i -> 7, // equal
            i -> Math.min(i, size - i), // an organ pipe
            i -> i % 1_000, // a saw
            i -> i % 1_000 < 500 ? i : -i,
            i -> random.nextInt(), // no order
            i -> random.nextInt(2),
            i -> random.nextInt(10),
            i -> random.nextInt(10) < 9 ? 7 : random.nextInt(), // mostly one value
            i -> random.nextBoolean() ? Integer.MIN_VALUE : Integer.MAX_VALUE,
            i -> i < size / 2 ? i : random.nextInt(), // half in order
            i -> random.nextInt(100) == 0 ? random.nextInt() : i, // nearly in order
            i -> (int) Math.pow(1.00001, random.nextInt(2_000_000)), // most are small
        };
    }

    @Test
    void ofInts() throws Exception {
        forEachShape((size, shape) -> {
            int[] ints = new int[size];
            Arrays.setAll(ints, shape);
            int[] expected = ints.clone();
            Arrays.sort(expected);
            Parallel.sort(ints);
            return Arrays.equals(ints, expected);
        });
    }

    @Test
    void ofLongs() throws Exception {
        forEachShape((size, shape) -> {
            long[] longs = new long[size];
            Arrays.setAll(longs, i -> shape.applyAsInt(i) * 1_000_000_007L);
            long[] expected = longs.clone();
            Arrays.sort(expected);
            Parallel.sort(longs);
            return Arrays.equals(longs, expected);
        });
    }

    /** Some are not numbers, or zeros of either sign. */
    @Test
    void ofDoubles() throws Exception {
        forEachShape((size, shape) -> {
            double[] doubles = new double[size];
            Arrays.setAll(
                    doubles,
                    i ->
                            switch (i % 11) {
                                case 0 -> Double.NaN;
                                case 1 -> -0.0;
                                case 2 -> 0.0;
                                default -> shape.applyAsInt(i) / 3.0;
                            });
            double[] expected = doubles.clone();
            Arrays.sort(expected);
            Parallel.sort(doubles);
            return Arrays.equals(doubles, expected); // knows zeros apart, and finds NaN equal
        });
    }

    @FunctionalInterface
    private interface Check {
        boolean isSorted(int size, IntUnaryOperator shape);
    }

    private void forEachShape(Check check) throws Exception {
        scheduler.run(() -> {
            for (int size : SIZES) {
                IntUnaryOperator[] shapes = shapes(size);
                for (int i = 0; i < shapes.length; i++) {
                    assertThat(check.isSorted(size, shapes[i]))
                            .as("shape %d of %d, seed 42", i, size)
                            .isTrue();
                }
            }
        });
    }
}
