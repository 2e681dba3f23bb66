package dev.raddle.benchmarks.problem;

import dev.raddle.benchmarks.workload.Problem;

import java.util.Arrays;

/** Two square matrices of ints and their product, which wraps around. */
public final class Matrices implements Problem {
    /** A product of this side is not cut any further. */
    public static final int LEAF = 32;

    private final int side;
    private final int[] left;
    private final int[] right;
    private final int[] product;

    /**
     * Matrices of pseudo-random numbers.
     *
     * @param side rows and columns
     */
    public Matrices(int side) {
        this.side = side;
        left = random(side, 1);
        right = random(side, 2);
        product = new int[side * side];
    }

    private static int[] random(int side, int seed) {
        var numbers = new int[side * side];
        Arrays.setAll(numbers, i -> (int) Numbers.mix(((long) seed << Integer.SIZE) + i));
        return numbers;
    }

    @Override
    public void pose() {
        Arrays.fill(product, 0);
    }

    /**
     * Multiplies a block of the left matrix with one of the right and adds to the product.
     *
     * @param row of the block at the left and of the product
     * @param column of the block at the right and of the product
     * @param inner the column at the left, the row at the right
     * @param size the blocks' side
     */
    public void addProduct(int row, int column, int inner, int size) {
        for (int i = row; i < row + size; i++) {
            for (int k = inner; k < inner + size; k++) {
                int factor = left[i * side + k];
                int from = k * side;
                int to = i * side;
                for (int j = column; j < column + size; j++) {
                    product[to + j] += factor * right[from + j];
                }
            }
        }
    }

    /** A row vector times the product times a column vector: a wrong element changes it. */
    @Override
    public long answer(long result) {
        return Integer.toUnsignedLong(weigh(rowTimes(product)));
    }

    /**
     * The same by the two factors, with vectors alone.
     *
     * @return the answer
     */
    public long expected() {
        int[] row = rowTimes(left);
        int sum = 0;
        for (int k = 0; k < side; k++) {
            int inner = 0;
            for (int j = 0; j < side; j++) {
                inner += right[k * side + j] * weight(j + side);
            }
            sum += row[k] * inner;
        }
        return Integer.toUnsignedLong(sum);
    }

    private int weigh(int[] row) {
        int sum = 0;
        for (int j = 0; j < side; j++) {
            sum += row[j] * weight(j + side);
        }
        return sum;
    }

    private int[] rowTimes(int[] matrix) {
        var row = new int[side];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                row[j] += weight(i) * matrix[i * side + j];
            }
        }
        return row;
    }

    /** Odd, so that no bit of an element is lost. */
    private static int weight(int index) {
        return (int) Numbers.mix(~index) | 1;
    }
}
