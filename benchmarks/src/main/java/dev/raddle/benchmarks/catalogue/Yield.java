package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.raddle.RaddleYield;
import dev.raddle.benchmarks.virtual.VirtualYield;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** Coroutines that yield to each other. From Tokio's yield_many. */
final class Yield implements Workload {

    @Override
    public String name() {
        return "yield";
    }

    @Override
    public String summary() {
        return "coroutines that yield to each other";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("coroutines", quick ? 20 : 200).with("yields", quick ? 100 : 1_000);
    }

    @Override
    public long answer(Parameters parameters) {
        return (long) parameters.get("coroutines") * parameters.get("yields");
    }

    @Override
    public Unit unit(Setting setting) {
        return Unit.nanosPer("yield", answer(setting.parameters()));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleYield::program,
                Engine.VIRTUAL_THREADS, VirtualYield::program);
    }
}
