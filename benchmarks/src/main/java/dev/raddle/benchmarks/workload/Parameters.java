package dev.raddle.benchmarks.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The named numbers that a workload depends on. The first is its size.
 *
 * @param values in order, not empty
 */
public record Parameters(Map<String, Long> values) {

    /** Copies the values and keeps their order. */
    public Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * One number.
     *
     * @param name its name
     * @param value its value
     * @return new parameters
     */
    public static Parameters of(String name, long value) {
        return new Parameters(Map.of(name, value));
    }

    /**
     * The same with one more number, or another value of one.
     *
     * @param name its name
     * @param value its value
     * @return new parameters
     */
    public Parameters with(String name, long value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Parameters(changed);
    }

    /**
     * The same with another size.
     *
     * @param size the value of the first number
     * @return new parameters
     */
    public Parameters withSize(long size) {
        return with(values.keySet().iterator().next(), size);
    }

    /**
     * A number as an {@code int}.
     *
     * @param name its name
     * @return its value
     * @throws ArithmeticException if it is too large
     */
    public int get(String name) {
        return Math.toIntExact(values.get(name));
    }

    /**
     * The opposite of {@link #toString()}.
     *
     * @param text such as {@code n=30,m=2}
     * @return the parameters
     */
    public static Parameters parse(String text) {
        var values = new LinkedHashMap<String, Long>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), Long.valueOf(pair.substring(equals + 1)));
        }
        return new Parameters(values);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
