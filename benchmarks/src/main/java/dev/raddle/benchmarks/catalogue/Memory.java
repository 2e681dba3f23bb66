package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.raddle.RaddleSuspended;
import dev.raddle.benchmarks.virtual.VirtualSuspended;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.List;
import java.util.Map;

/** Suspended coroutines with shallow stacks. */
final class Memory implements Workload {
    private static final int PER_GIBIBYTE = 1_250_000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String summary() {
        return "suspended coroutines with shallow stacks: bytes for each, live heap and RSS";
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
    public Method method() {
        return Method.FOOTPRINT;
    }

    /** 8 GiB for ten millions, and most of it for what lives long. */
    @Override
    public List<String> memoryFlags(Parameters parameters) {
        int gibibytes = Math.max(2, Math.ceilDiv(parameters.get("coroutines"), PER_GIBIBYTE));
        return List.of("-Xms" + gibibytes + "g", "-Xmx" + gibibytes + "g", "-XX:NewRatio=7");
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleSuspended::new,
                Engine.VIRTUAL_THREADS, VirtualSuspended::new);
    }
}
