package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.kotlin.KotlinRing;
import dev.raddle.benchmarks.raddle.RaddleRing;
import dev.raddle.benchmarks.virtual.VirtualRing;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** A token that goes round a ring of coroutines. The thread-ring of the Benchmarks Game. */
final class Ring implements Workload {

    @Override
    public String name() {
        return "ring";
    }

    @Override
    public String summary() {
        return "a ring of coroutines, channels with room for one: who has the token at last";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("hops", quick ? 5_000 : 5_000_000).with("coroutines", 503);
    }

    @Override
    public long answer(Parameters parameters) {
        return parameters.get("hops") % parameters.get("coroutines") + 1;
    }

    @Override
    public Unit unit(Setting setting) {
        return Unit.nanosPer("hop", setting.get("hops"));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleRing::program,
                Engine.VIRTUAL_THREADS, VirtualRing::byQueue,
                Engine.JOX, VirtualRing::byJox,
                Engine.KOTLIN, KotlinRing::program);
    }
}
