package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.problem.Matrices;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.RecursiveAction;

/** A product of matrices, two groups of four tasks for each cut. */
public final class PoolMatmul {

    private PoolMatmul() {}

    /**
     * By {@link RecursiveAction}.
     *
     * @param setting {@code side}
     * @return a program
     */
    public static Program program(Setting setting) {
        int side = setting.get("side");
        var matrices = new Matrices(side);
        return matrices.solvedBy(new OnPool(setting, () -> new Product(matrices, 0, 0, 0, side)));
    }

    private static final class Product extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final transient Matrices matrices;
        private final int row;
        private final int column;
        private final int inner;
        private final int size;

        Product(Matrices matrices, int row, int column, int inner, int size) {
            this.matrices = matrices;
            this.row = row;
            this.column = column;
            this.inner = inner;
            this.size = size;
        }

        @Override
        protected void compute() {
            if (size <= Matrices.LEAF) {
                matrices.addProduct(row, column, inner, size);
                return;
            }
            int half = size / 2;
            addFour(inner, half);
            addFour(inner + half, half);
        }

        private void addFour(int from, int half) {
            invokeAll(
                    new Product(matrices, row, column, from, half),
                    new Product(matrices, row, column + half, from, half),
                    new Product(matrices, row + half, column, from, half),
                    new Product(matrices, row + half, column + half, from, half));
        }
    }
}
