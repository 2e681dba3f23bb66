package dev.raddle;

import dev.raddle.spi.Sweep;

import java.util.function.IntPredicate;

/** How many indices match: each piece counts in a cell of its own. */
record Count(IntPredicate predicate) implements Sweep<Count.Cell> {

    static final class Cell {
        long matches;
    }

    @Override
    public Cell over(Cell soFar, long from, long to) {
        Cell cell = soFar == null ? new Cell() : soFar;
        IntPredicate test = predicate;
        int end = (int) to;
        long matches = cell.matches;
        for (int i = (int) from; i < end; i++) {
            if (test.test(i)) {
                matches++;
            }
        }
        cell.matches = matches;
        return cell;
    }

    @Override
    public Cell combine(Cell left, Cell right) {
        left.matches += right.matches;
        return left;
    }
}
