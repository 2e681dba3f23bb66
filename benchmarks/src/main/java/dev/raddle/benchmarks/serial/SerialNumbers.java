package dev.raddle.benchmarks.serial;

import dev.raddle.benchmarks.problem.Mapping;
import dev.raddle.benchmarks.problem.Numbers;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Long arrays, by plain loops. */
public final class SerialNumbers {

    private SerialNumbers() {}

    /**
     * Their sum.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program sum(Setting setting) {
        long[] numbers = Numbers.array(setting.get("longs"));
        return () -> sum(numbers);
    }

    /**
     * Each becomes another.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program map(Setting setting) {
        Mapping mapping = Mapping.of(setting.get("longs"));
        return mapping.solvedBy(() -> {
            map(mapping.from(), mapping.to());
            return 0;
        });
    }

    /**
     * How many pass.
     *
     * @param setting {@code longs}
     * @return a program
     */
    public static Program filter(Setting setting) {
        long[] numbers = Numbers.array(setting.get("longs"));
        return () -> count(numbers);
    }

    private static long sum(long[] numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum += number;
        }
        return sum;
    }

    private static void map(long[] from, long[] to) {
        for (int i = 0; i < from.length; i++) {
            to[i] = Numbers.image(from[i]);
        }
    }

    private static long count(long[] numbers) {
        long count = 0;
        for (long number : numbers) {
            if (Numbers.passes(number)) {
                count++;
            }
        }
        return count;
    }
}
