package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.kotlin.KotlinLine;
import dev.raddle.benchmarks.raddle.RaddleLine;
import dev.raddle.benchmarks.virtual.VirtualLine;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/**
 * Numbers that go through a line of coroutines. From jox.
 *
 * @param name on the command line
 * @param capacity of the channels between them
 */
record Chain(String name, int capacity) implements Workload {

    @Override
    public String summary() {
        return "numbers go through a line of coroutines; channels, room for " + capacity;
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("coroutines", quick ? 100 : 10_000)
                .with("items", quick ? 100 : 1_000)
                .with("capacity", capacity);
    }

    @Override
    public long answer(Parameters parameters) {
        long items = parameters.get("items");
        return items * (items - 1) / 2;
    }

    @Override
    public Unit unit(Setting setting) {
        return Unit.nanosPer("send", (setting.get("coroutines") + 1.0) * setting.get("items"));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleLine::program,
                Engine.VIRTUAL_THREADS, VirtualLine::byQueue,
                Engine.JOX, VirtualLine::byJox,
                Engine.KOTLIN, KotlinLine::program);
    }
}
