package dev.raddle.benchmarks.serial;

import dev.raddle.benchmarks.problem.Curve;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** The area below a curve, halved until it is fine enough. */
public final class SerialIntegrate {

    private SerialIntegrate() {}

    /**
     * By recursion.
     *
     * @param setting {@code to}
     * @return a program
     */
    public static Program program(Setting setting) {
        int to = setting.get("to");
        return () -> Math.round(integrate(to));
    }

    private static double integrate(double to) {
        double height = Curve.at(to);
        return integrate(0, 0, to, height, Curve.area(0, 0, to, height));
    }

    private static double integrate(
            double from, double left, double to, double right, double area) {
        double middle = from + (to - from) / 2;
        double height = Curve.at(middle);
        double lower = Curve.area(from, left, middle, height);
        double upper = Curve.area(middle, height, to, right);
        double halves = lower + upper;
        if (Curve.isFine(area, halves)) {
            return halves;
        }
        return integrate(from, left, middle, height, lower)
                + integrate(middle, height, to, right, upper);
    }
}
