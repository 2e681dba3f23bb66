package dev.raddle.benchmarks.raddle;

import dev.raddle.Parallel;
import dev.raddle.benchmarks.problem.Curve;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** The area below a curve, a fork for each halving. */
public final class RaddleIntegrate {

    private RaddleIntegrate() {}

    /**
     * By {@link Parallel#joinDouble}.
     *
     * @param setting {@code to}
     * @return a program
     */
    public static Program program(Setting setting) {
        int to = setting.get("to");
        return new OnScheduler(setting, () -> Math.round(integrate(to)));
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
        return Parallel.joinDouble(
                () -> integrate(from, left, middle, height, lower),
                () -> integrate(middle, height, to, right, upper),
                Double::sum);
    }
}
