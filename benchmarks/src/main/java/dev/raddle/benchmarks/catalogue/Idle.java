package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolSpawn;
import dev.raddle.benchmarks.raddle.RaddleSpawn;
import dev.raddle.benchmarks.virtual.VirtualSpawn;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** A little work, and then none. */
final class Idle implements Workload {

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String summary() {
        return "CPU time of the process during 10 s (quick: 1 s) without work, after a little of"
                + " it";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("coroutines", 1_000).with("seconds", quick ? 1 : 10);
    }

    @Override
    public long answer(Parameters parameters) {
        return parameters.get("coroutines");
    }

    @Override
    public Method method() {
        return Method.IDLE;
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleSpawn::bySpawn,
                Engine.VIRTUAL_THREADS, VirtualSpawn::program,
                Engine.FORK_JOIN_POOL, PoolSpawn::program);
    }
}
