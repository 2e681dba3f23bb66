package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.raddle.RaddleRemote;
import dev.raddle.benchmarks.virtual.VirtualRemote;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** Empty coroutines from outside threads. From Tokio's remote_spawn. */
final class RemoteSpawn implements Workload {

    @Override
    public String name() {
        return "remote-spawn";
    }

    @Override
    public String summary() {
        return "empty coroutines spawned and joined by platform threads";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("coroutines", quick ? 1_280 : 12_800).with("threads", 4);
    }

    @Override
    public void check(Parameters parameters) {
        if (parameters.get("coroutines") % parameters.get("threads") != 0) {
            throw new IllegalArgumentException(
                    "remote-spawn needs a size that its "
                            + parameters.get("threads")
                            + " threads can share evenly");
        }
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
                Engine.RADDLE, RaddleRemote::new,
                Engine.VIRTUAL_THREADS, VirtualRemote::new);
    }
}
