package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.raddle.RaddleChain;
import dev.raddle.benchmarks.virtual.VirtualChain;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** Each coroutine spawns the next and ends. From Tokio's chained_spawn. */
final class ChainedSpawn implements Workload {

    @Override
    public String name() {
        return "chained-spawn";
    }

    @Override
    public String summary() {
        return "chains in which each coroutine spawns the next and ends";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("chains", quick ? 10 : 1_000).with("depth", quick ? 100 : 1_000);
    }

    @Override
    public long answer(Parameters parameters) {
        return (long) parameters.get("chains") * parameters.get("depth");
    }

    @Override
    public Unit unit(Setting setting) {
        return Unit.nanosPer("coroutine", answer(setting.parameters()));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleChain::program,
                Engine.VIRTUAL_THREADS, VirtualChain::program);
    }
}
