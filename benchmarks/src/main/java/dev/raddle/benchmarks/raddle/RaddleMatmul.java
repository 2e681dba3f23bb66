package dev.raddle.benchmarks.raddle;

import dev.raddle.Parallel;
import dev.raddle.benchmarks.problem.Matrices;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** A product of matrices, two groups of four forks for each cut. */
public final class RaddleMatmul {

    private RaddleMatmul() {}

    /**
     * By {@link Parallel#run(Runnable...)}.
     *
     * @param setting {@code side}
     * @return a program
     */
    public static Program program(Setting setting) {
        int side = setting.get("side");
        var matrices = new Matrices(side);
        return matrices.solvedBy(
                new OnScheduler(
                        setting,
                        () -> {
                            multiply(matrices, 0, 0, 0, side);
                            return 0L;
                        }));
    }

    private static void multiply(Matrices matrices, int row, int column, int inner, int size) {
        if (size <= Matrices.LEAF) {
            matrices.addProduct(row, column, inner, size);
            return;
        }
        int half = size / 2;
        addFour(matrices, row, column, inner, half);
        addFour(matrices, row, column, inner + half, half);
    }

    private static void addFour(Matrices matrices, int row, int column, int inner, int half) {
        Parallel.run(
                () -> multiply(matrices, row, column, inner, half),
                () -> multiply(matrices, row, column + half, inner, half),
                () -> multiply(matrices, row + half, column, inner, half),
                () -> multiply(matrices, row + half, column + half, inner, half));
    }
}
