package dev.raddle.benchmarks.problem;

/**
 * Queens on the first rows of a board, none of which attacks another. Columns are bits.
 *
 * @param all every column
 * @param columns where queens stand
 * @param falling attacked in the next row along the diagonals to higher columns
 * @param rising attacked in the next row along the diagonals to lower columns
 */
public record Queens(int all, int columns, int falling, int rising) {

    /**
     * An empty board.
     *
     * @param side rows and columns
     * @return no queens
     */
    public static Queens none(int side) {
        return new Queens((1 << side) - 1, 0, 0, 0);
    }

    /**
     * Whether each row has its queen.
     *
     * @return true if there is nothing left to place
     */
    public boolean isComplete() {
        return columns == all;
    }

    /**
     * Where the next queen may stand.
     *
     * @return columns
     */
    public int free() {
        return all & ~(columns | falling | rising);
    }

    /**
     * The same with one more queen.
     *
     * @param column one of the free ones
     * @return queens on one more row
     */
    public Queens with(int column) {
        return new Queens(
                all, columns | column, ((falling | column) << 1) & all, (rising | column) >>> 1);
    }

    /**
     * The same with one more queen.
     *
     * @param index of a free column, from 0 on
     * @return queens on one more row
     */
    public Queens withFree(int index) {
        int free = free();
        for (int i = 0; i < index; i++) {
            free &= free - 1;
        }
        return with(Integer.lowestOneBit(free));
    }
}
