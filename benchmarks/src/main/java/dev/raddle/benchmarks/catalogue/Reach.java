package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolReach;
import dev.raddle.benchmarks.raddle.RaddleReach;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/**
 * How soon a fork is begun by somebody else, while its parent computes without another call into
 * the library; by what the others do when it is forked.
 *
 * @param name {@code reach-searching}: they have just ended what they stole before; {@code
 *     reach-parking}: they are about to park, or have just done so; {@code reach-parked}: they
 *     sleep
 */
record Reach(String name) implements Workload {

    @Override
    public String summary() {
        return switch (name) {
            case "reach-searching" -> "from a fork to its begin elsewhere, others searching";
            case "reach-parking" -> "from a fork to its begin elsewhere, others about to park";
            default -> "from a fork to its begin elsewhere, others parked";
        };
    }

    /** The parent computes for up to so many microseconds after its fork was reached. */
    private int pause() {
        return switch (name) {
            case "reach-searching" -> 4;
            case "reach-parking" -> 100;
            default -> 4_000;
        };
    }

    @Override
    public Parameters parameters(boolean quick) {
        int pause = pause();
        int forks = Math.min(20_000, 1_000_000 / pause);
        return Parameters.of("forks", quick ? Math.min(100, forks) : forks).with("pause", pause);
    }

    @Override
    public long answer(Parameters parameters) {
        return parameters.get("forks");
    }

    @Override
    public Method method() {
        return Method.LATENCIES;
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleReach::program,
                Engine.FORK_JOIN_POOL, PoolReach::program);
    }
}
