package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolSkynet;
import dev.raddle.benchmarks.raddle.RaddleSkynet;
import dev.raddle.benchmarks.virtual.VirtualSkynet;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/**
 * A tree with ten coroutines below each, down to the leaves. From atemerev/skynet.
 *
 * @param name {@code skynet}, or {@code skynet-spawn} without scopes
 */
record Skynet(String name) implements Workload {

    @Override
    public String summary() {
        return name.equals("skynet")
                ? "a tree of coroutines, ten below each; parents join and sum"
                : "as skynet, but Raddle spawns them without scopes";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("leaves", quick ? 10_000 : 1_000_000);
    }

    @Override
    public void check(Parameters parameters) {
        int leaves = parameters.get("leaves");
        while (leaves % 10 == 0) {
            leaves /= 10;
        }
        if (leaves != 1) {
            throw new IllegalArgumentException(name + " needs a power of ten as its size");
        }
    }

    @Override
    public long answer(Parameters parameters) {
        long leaves = parameters.get("leaves");
        return leaves * (leaves - 1) / 2;
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE,
                        name.equals("skynet") ? RaddleSkynet::byScope : RaddleSkynet::bySpawn,
                Engine.VIRTUAL_THREADS, VirtualSkynet::program,
                Engine.FORK_JOIN_POOL, PoolSkynet::program);
    }
}
