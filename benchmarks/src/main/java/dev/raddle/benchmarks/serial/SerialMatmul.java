package dev.raddle.benchmarks.serial;

import dev.raddle.benchmarks.problem.Matrices;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** A product of matrices, block by block. */
public final class SerialMatmul {

    private SerialMatmul() {}

    /**
     * By recursion.
     *
     * @param setting {@code side}
     * @return a program
     */
    public static Program program(Setting setting) {
        var matrices = new Matrices(setting.get("side"));
        return matrices.solvedBy(() -> {
            multiply(matrices, 0, 0, 0, setting.get("side"));
            return 0;
        });
    }

    private static void multiply(Matrices matrices, int row, int column, int inner, int size) {
        if (size <= Matrices.LEAF) {
            matrices.addProduct(row, column, inner, size);
            return;
        }
        int half = size / 2;
        for (int k = inner; k < inner + size; k += half) {
            multiply(matrices, row, column, k, half);
            multiply(matrices, row, column + half, k, half);
            multiply(matrices, row + half, column, k, half);
            multiply(matrices, row + half, column + half, k, half);
        }
    }
}
