package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Collector;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A collector by the name that the help shows, in whatever case. */
final class CollectorName implements ITypeConverter<Collector> {

    /** For picocli. */
    CollectorName() {}

    @Override
    public Collector convert(String name) {
        return Arrays.stream(Collector.values())
                .filter(collector -> collector.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException(
                                "no collector \"%s\"; known are %s".formatted(name, known())));
    }

    private static String known() {
        return Arrays.stream(Collector.values())
                .map(Collector::toString)
                .collect(Collectors.joining(", "));
    }
}
