package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Collector;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** A workload whose right answer is 42, whatever its programs say. */
record TestWorkload(Map<Engine, Program.Factory> programs) implements Workload {
    static final Conditions QUICK = new Conditions(true, Collector.PARALLEL);
    static final Setting SETTING = new Setting(Parameters.of("n", 1), 2);

    static TestWorkload of(Program program) {
        return new TestWorkload(Map.of(Engine.VIRTUAL_THREADS, setting -> program));
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public String summary() {
        return "a test";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return SETTING.parameters();
    }

    @Override
    public long answer(Parameters parameters) {
        return 42;
    }
}
