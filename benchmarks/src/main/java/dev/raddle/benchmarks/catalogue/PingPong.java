package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.kotlin.KotlinPingPong;
import dev.raddle.benchmarks.raddle.RaddlePingPong;
import dev.raddle.benchmarks.virtual.VirtualPingPong;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** Two coroutines that hand one thing over to each other. From Go and Kotlin. */
final class PingPong implements Workload {

    @Override
    public String name() {
        return "ping-pong";
    }

    @Override
    public String summary() {
        return "two coroutines and two channels without room: one thing goes there and back";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("hops", quick ? 1_000 : 1_000_000);
    }

    @Override
    public void check(Parameters parameters) {
        if (parameters.get("hops") % 2 != 0) {
            throw new IllegalArgumentException("ping-pong needs an even number of hops");
        }
    }

    @Override
    public long answer(Parameters parameters) {
        return parameters.get("hops");
    }

    @Override
    public Unit unit(Setting setting) {
        return Unit.nanosPer("hop", setting.get("hops"));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddlePingPong::program,
                Engine.VIRTUAL_THREADS, VirtualPingPong::byQueue,
                Engine.JOX, VirtualPingPong::byJox,
                Engine.KOTLIN, KotlinPingPong::program);
    }
}
