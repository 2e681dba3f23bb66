package dev.raddle;

import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Sweep;

import java.util.Arrays;

/**
 * A prefix in place: each piece makes the prefixes of its own elements; then, if there was more
 * than one piece, all elements but those of the first are combined with what is left of their
 * piece.
 *
 * <p>So an array that nobody helped with takes one pass, and no array takes more than two.
 *
 * <p>After Blelloch, Prefix sums and their applications (1990).
 */
abstract class Scan {

    /** Where pieces begin that one coroutine went over; each ends where the next one begins. */
    static final class Pieces {
        private int[] starts = new int[4];
        private int count;

        Pieces(int start) {
            starts[count++] = start;
        }

        private void add(Pieces more) {
            if (count + more.count > starts.length) {
                starts = Arrays.copyOf(starts, 2 * (count + more.count));
            }
            System.arraycopy(more.starts, 0, starts, count, more.count);
            count += more.count;
        }

        private int of(int index) {
            int found = Arrays.binarySearch(starts, 0, count, index);
            return found < 0 ? -found - 2 : found;
        }
    }

    private final class Prefixes implements Sweep<Pieces> {
        @Override
        public Pieces over(Pieces soFar, long from, long to) {
            int first = (int) from;
            boolean isStart = soFar == null;
            prefix(isStart ? first + 1 : first, (int) to);
            return isStart ? new Pieces(first) : soFar;
        }

        @Override
        public Pieces combine(Pieces left, Pieces right) {
            left.add(right);
            return left;
        }
    }

    private final class Shifts implements Sweep<Void> {
        private final Pieces pieces;

        Shifts(Pieces pieces) {
            this.pieces = pieces;
        }

        @Override
        public Void over(Void soFar, long from, long to) {
            int next = (int) from;
            for (int piece = pieces.of(next); next < to; piece++) {
                int end = piece + 1 < pieces.count ? pieces.starts[piece + 1] : (int) to;
                end = Math.min(end, (int) to);
                shift(piece, next, end);
                next = end;
            }
            return null;
        }

        @Override
        public Void combine(Void left, Void right) {
            return null;
        }
    }

    final void run(ForkJoin engine, int length) {
        Pieces pieces = engine.sweep(0, length, new Prefixes());
        if (pieces == null || pieces.count == 1) {
            return;
        }
        expect(pieces.count);
        for (int i = 1; i < pieces.count; i++) {
            addUp(i, pieces.starts[i] - 1);
        }
        engine.sweep(pieces.starts[1], length, new Shifts(pieces));
    }

    /** Combines each element with the one before it, in order. */
    abstract void prefix(int from, int to);

    /** There are so many pieces. */
    abstract void expect(int pieces);

    /**
     * Keeps what is left of a piece: what is left of the piece before it, if that is not the first,
     * combined with that piece's last element.
     */
    abstract void addUp(int piece, int last);

    /** Combines each element with what is left of its piece. */
    abstract void shift(int piece, int from, int to);
}
