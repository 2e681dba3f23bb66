package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.problem.Numbers;
import dev.raddle.benchmarks.raddle.RaddleNumbers;
import dev.raddle.benchmarks.serial.SerialNumbers;
import dev.raddle.benchmarks.streams.StreamNumbers;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.List;
import java.util.Map;

/**
 * What is done to each of many longs in an array.
 *
 * @param name {@code sum}, {@code map} or {@code filter}
 */
record Longs(String name) implements Workload {
    private static final int LEAST_GIBIBYTES = 4;
    private static final long PER_GIBIBYTE = 1L << 27;

    @Override
    public String summary() {
        return switch (name) {
            case "sum" -> "the sum of an array of longs";
            case "map" -> "an array of longs into another, three times each and one";
            default -> "how many of an array of longs are divisible by four";
        };
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("longs", quick ? 100_000 : 100_000_000);
    }

    /** By a plain loop: streams here would be in the profile of those that are measured. */
    @Override
    public long answer(Parameters parameters) {
        int count = parameters.get("longs");
        long answer = 0;
        for (int i = 0; i < count; i++) {
            answer += part(Numbers.mix(i));
        }
        return answer;
    }

    private long part(long number) {
        return switch (name) {
            case "sum" -> number;
            case "map" -> Numbers.image(number);
            default -> Numbers.passes(number) ? 1 : 0;
        };
    }

    /** Half as much again as two arrays. */
    @Override
    public List<String> memoryFlags(Parameters parameters) {
        long least = Math.ceilDiv(3L * parameters.get("longs"), PER_GIBIBYTE) + 1;
        long gibibytes = Math.max(LEAST_GIBIBYTES, least);
        return List.of("-Xms" + gibibytes + "g", "-Xmx" + gibibytes + "g");
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return switch (name) {
            case "sum" ->
                    Map.of(
                            Engine.RADDLE, RaddleNumbers::sum,
                            Engine.PARALLEL_STREAMS, StreamNumbers::sum,
                            Engine.SERIAL, SerialNumbers::sum);
            case "map" ->
                    Map.of(
                            Engine.RADDLE, RaddleNumbers::map,
                            Engine.PARALLEL_STREAMS, StreamNumbers::map,
                            Engine.SERIAL, SerialNumbers::map);
            default ->
                    Map.of(
                            Engine.RADDLE, RaddleNumbers::filter,
                            Engine.PARALLEL_STREAMS, StreamNumbers::filter,
                            Engine.SERIAL, SerialNumbers::filter);
        };
    }
}
