package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.problem.Matrices;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** A product of matrices, two groups of four virtual threads for each cut. */
public final class VirtualMatmul {

    private VirtualMatmul() {}

    /**
     * By {@link Thread#startVirtualThread} and {@link Thread#join()}.
     *
     * @param setting {@code side}
     * @return a program
     */
    public static Program program(Setting setting) {
        int side = setting.get("side");
        var matrices = new Matrices(side);
        return matrices.solvedBy(new OnVirtualThread(() -> multiply(matrices, 0, 0, 0, side)));
    }

    private static long multiply(Matrices matrices, int row, int column, int inner, int size)
            throws InterruptedException {
        if (size <= Matrices.LEAF) {
            matrices.addProduct(row, column, inner, size);
            return 0;
        }
        int half = size / 2;
        addFour(matrices, row, column, inner, half);
        addFour(matrices, row, column, inner + half, half);
        return 0;
    }

    private static void addFour(Matrices matrices, int row, int column, int inner, int half)
            throws InterruptedException {
        Child second = Child.start(() -> multiply(matrices, row, column + half, inner, half));
        Child third = Child.start(() -> multiply(matrices, row + half, column, inner, half));
        Child fourth =
                Child.start(() -> multiply(matrices, row + half, column + half, inner, half));
        multiply(matrices, row, column, inner, half);
        second.join();
        third.join();
        fourth.join();
    }
}
