package dev.raddle.benchmarks.problem;

import java.util.Arrays;

/**
 * Two sorted runs of one array that become one in another.
 *
 * @param in where the runs are
 * @param left start of the one
 * @param leftEnd behind its end
 * @param right start of the other
 * @param rightEnd behind its end
 * @param out where the merged run goes
 * @param at its start there
 */
public record Merge(int[] in, int left, int leftEnd, int right, int rightEnd, int[] out, int at) {
    /** So few numbers are sorted, or merged, at once. */
    public static final int CUT_OFF = 2_048;

    /**
     * Sorts a few numbers.
     *
     * @param numbers where they are
     * @param from the first
     * @param to behind the last
     * @param out where they go; may be the same array
     */
    public static void sort(int[] numbers, int from, int to, int[] out) {
        Arrays.sort(numbers, from, to);
        if (out != numbers) {
            System.arraycopy(numbers, from, out, from, to - from);
        }
    }

    /**
     * Whether it is small enough to be done at once.
     *
     * @return true if there are few numbers
     */
    public boolean isLeaf() {
        return leftEnd - left + rightEnd - right <= CUT_OFF;
    }

    /**
     * Cuts the longer run in its middle, the other where that number would be.
     *
     * @return the lower part and the upper one
     */
    public Halves halves() {
        if (leftEnd - left < rightEnd - right) {
            return new Merge(in, right, rightEnd, left, leftEnd, out, at).halves();
        }
        int middle = (left + leftEnd) >>> 1;
        int border = lowerBound(in[middle]);
        int upperAt = at + middle - left + border - right;
        return new Halves(
                new Merge(in, left, middle, right, border, out, at),
                new Merge(in, middle, leftEnd, border, rightEnd, out, upperAt));
    }

    private int lowerBound(int number) {
        int low = right;
        int high = rightEnd;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (in[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Does it all. */
    public void run() {
        int a = left;
        int b = right;
        int to = at;
        while (a < leftEnd && b < rightEnd) {
            out[to++] = in[b] < in[a] ? in[b++] : in[a++];
        }
        System.arraycopy(in, a, out, to, leftEnd - a);
        System.arraycopy(in, b, out, to + leftEnd - a, rightEnd - b);
    }

    /**
     * Both parts of a merge; they touch different parts of the arrays.
     *
     * @param lower the smaller numbers
     * @param upper the larger ones
     */
    public record Halves(Merge lower, Merge upper) {}
}
