package dev.raddle.benchmarks.bench;

import java.util.List;

/**
 * The middle of some values and how far they spread.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the smallest
 * @param max the largest
 */
record Statistics(double median, double min, double max) {

    static Statistics of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        double median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Statistics(median, sorted[0], sorted[sorted.length - 1]);
    }

    static double median(List<Double> values) {
        return of(values).median();
    }

    /** The distance of the farthest value from the median, relative to the median. */
    double spread() {
        return median == 0 ? 0 : Math.max(max - median, median - min) / median;
    }
}
