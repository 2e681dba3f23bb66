package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolStart;
import dev.raddle.benchmarks.raddle.RaddleStart;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** From opening to the first result. Virtual threads have nothing to open. */
final class Start implements Workload {

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String summary() {
        return "from opening a scheduler (a pool) to its first result, in a warm JVM";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("coroutines", 1);
    }

    @Override
    public void check(Parameters parameters) {
        if (parameters.get("coroutines") != 1) {
            throw new IllegalArgumentException("start has no size");
        }
    }

    @Override
    public long answer(Parameters parameters) {
        return 1;
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleStart::new,
                Engine.FORK_JOIN_POOL, PoolStart::new);
    }
}
