package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolSpawn;
import dev.raddle.benchmarks.raddle.RaddleSpawn;
import dev.raddle.benchmarks.virtual.VirtualSpawn;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/**
 * Empty coroutines from one, joined. From Go's CreateGoroutines.
 *
 * @param name {@code spawn}, or {@code spawn-fork} for the children of a scope
 */
record Spawn(String name) implements Workload {

    @Override
    public String summary() {
        return byFork()
                ? "as spawn, but Raddle forks them in a scope"
                : "empty coroutines from one, joined";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("coroutines", quick ? 10_000 : 1_000_000);
    }

    @Override
    public long answer(Parameters parameters) {
        return parameters.get("coroutines");
    }

    @Override
    public Unit unit(Setting setting) {
        return Unit.nanosPer("coroutine", setting.get("coroutines"));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, byFork() ? RaddleSpawn::byFork : RaddleSpawn::bySpawn,
                Engine.VIRTUAL_THREADS, VirtualSpawn::program,
                Engine.FORK_JOIN_POOL, PoolSpawn::program);
    }

    private boolean byFork() {
        return name.equals("spawn-fork");
    }
}
