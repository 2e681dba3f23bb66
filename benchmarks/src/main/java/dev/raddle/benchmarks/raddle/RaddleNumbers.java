package dev.raddle.benchmarks.raddle;

import dev.raddle.Parallel;
import dev.raddle.benchmarks.problem.Mapping;
import dev.raddle.benchmarks.problem.Numbers;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Long arrays, in parallel. */
public final class RaddleNumbers {

    private RaddleNumbers() {}

    /**
     * By {@link Parallel#reduceLong}.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program sum(Setting setting) {
        long[] numbers = Numbers.array(setting.get("longs"));
        return new OnScheduler(
                setting,
                () -> Parallel.reduceLong(0, numbers.length, 0, i -> numbers[i], Long::sum));
    }

    /**
     * By {@link Parallel#setAll(long[], java.util.function.IntToLongFunction)}.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program map(Setting setting) {
        Mapping mapping = Mapping.of(setting.get("longs"));
        long[] from = mapping.from();
        return mapping.solvedBy(
                new OnScheduler(
                        setting,
                        () -> {
                            Parallel.setAll(mapping.to(), i -> Numbers.image(from[i]));
                            return 0L;
                        }));
    }

    /**
     * By {@link Parallel#count}.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program filter(Setting setting) {
        long[] numbers = Numbers.array(setting.get("longs"));
        return new OnScheduler(
                setting, () -> Parallel.count(0, numbers.length, i -> Numbers.passes(numbers[i])));
    }
}
