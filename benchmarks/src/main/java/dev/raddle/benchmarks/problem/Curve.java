package dev.raddle.benchmarks.problem;

/**
 * The curve (x² + 1)x, and the trapezoids below it. Its integral from 0 on is {@code x^4 / 4 + x^2
 * / 2}.
 */
public final class Curve {
    private static final double EPSILON = 1e-9;

    private Curve() {}

    /**
     * The curve's height.
     *
     * @param x where
     * @return its value there
     */
    public static double at(double x) {
        return (x * x + 1) * x;
    }

    /**
     * The area of a trapezoid.
     *
     * @param from its left end
     * @param left its height there
     * @param to its right end
     * @param right its height there
     * @return the area
     */
    public static double area(double from, double left, double to, double right) {
        return (left + right) / 2 * (to - from);
    }

    /**
     * Whether halving a trapezoid has changed next to nothing.
     *
     * @param whole its area
     * @param halves the area of both halves
     * @return true if they are fine enough
     */
    public static boolean isFine(double whole, double halves) {
        return Math.abs(halves - whole) < EPSILON;
    }
}
