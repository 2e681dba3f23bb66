package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.problem.Curve;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.RecursiveTask;

/** The area below a curve, a task for each left half. */
public final class PoolIntegrate {

    private PoolIntegrate() {}

    /**
     * By {@link RecursiveTask}.
     *
     * @param setting {@code to}
     * @return a program
     */
    public static Program program(Setting setting) {
        int to = setting.get("to");
        return new OnPool(setting, () -> new Whole(to));
    }

    private static final class Whole extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;

        private final int to;

        Whole(int to) {
            this.to = to;
        }

        @Override
        protected Long compute() {
            double height = Curve.at(to);
            double area = Curve.area(0, 0, to, height);
            return Math.round(new Part(0, 0, to, height, area).compute());
        }
    }

    private static final class Part extends RecursiveTask<Double> {
        private static final long serialVersionUID = 1;

        private final double from;
        private final double left;
        private final double to;
        private final double right;
        private final double area;

        Part(double from, double left, double to, double right, double area) {
            this.from = from;
            this.left = left;
            this.to = to;
            this.right = right;
            this.area = area;
        }

        @Override
        protected Double compute() {
            double middle = from + (to - from) / 2;
            double height = Curve.at(middle);
            double lower = Curve.area(from, left, middle, height);
            double upper = Curve.area(middle, height, to, right);
            double halves = lower + upper;
            if (Curve.isFine(area, halves)) {
                return halves;
            }
            var forked = new Part(from, left, middle, height, lower);
            forked.fork();
            double computed = new Part(middle, height, to, right, upper).compute();
            return forked.join() + computed;
        }
    }
}
