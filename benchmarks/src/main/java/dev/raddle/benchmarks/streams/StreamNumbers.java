package dev.raddle.benchmarks.streams;

import dev.raddle.benchmarks.problem.Mapping;
import dev.raddle.benchmarks.problem.Numbers;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Long arrays, by parallel streams. */
public final class StreamNumbers {

    private StreamNumbers() {}

    /**
     * By {@link LongStream#sum()}.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program sum(Setting setting) {
        long[] numbers = Numbers.array(setting.get("longs"));
        return new InPool(setting, () -> Arrays.stream(numbers).parallel().sum());
    }

    /**
     * By {@link Arrays#parallelSetAll(long[], java.util.function.IntToLongFunction)}, which is a
     * parallel stream.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program map(Setting setting) {
        Mapping mapping = Mapping.of(setting.get("longs"));
        long[] from = mapping.from();
        return mapping.solvedBy(
                new InPool(
                        setting,
                        () -> {
                            Arrays.parallelSetAll(mapping.to(), i -> Numbers.image(from[i]));
                            return 0L;
                        }));
    }

    /**
     * By {@link LongStream#filter} and {@link LongStream#count()}.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program filter(Setting setting) {
        long[] numbers = Numbers.array(setting.get("longs"));
        return new InPool(
                setting, () -> Arrays.stream(numbers).parallel().filter(Numbers::passes).count());
    }
}
