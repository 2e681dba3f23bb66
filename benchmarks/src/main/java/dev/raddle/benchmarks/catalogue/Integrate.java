package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolIntegrate;
import dev.raddle.benchmarks.raddle.RaddleIntegrate;
import dev.raddle.benchmarks.serial.SerialIntegrate;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** An integral by halving trapezoids. From Cilk and libfork. */
final class Integrate implements Workload {
    private static final int MOST = 10_000;

    @Override
    public String name() {
        return "integrate";
    }

    @Override
    public String summary() {
        return "(x² + 1)x over [0, to]: trapezoids, halved until the halves differ by less than"
                + " 1e-9";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("to", quick ? 50 : 10_000);
    }

    @Override
    public void check(Parameters parameters) {
        if (parameters.get("to") > MOST) {
            throw new IllegalArgumentException("integrate goes to %,d at most".formatted(MOST));
        }
    }

    /** The exact integral, which the sum of the trapezoids is rounded to. */
    @Override
    public long answer(Parameters parameters) {
        double to = parameters.get("to");
        return Math.round(to * to * to * to / 4 + to * to / 2);
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleIntegrate::program,
                Engine.FORK_JOIN_POOL, PoolIntegrate::program,
                Engine.SERIAL, SerialIntegrate::program);
    }
}
