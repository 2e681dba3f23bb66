package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolQueens;
import dev.raddle.benchmarks.raddle.RaddleQueens;
import dev.raddle.benchmarks.serial.SerialQueens;
import dev.raddle.benchmarks.streams.StreamQueens;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.List;
import java.util.Map;

/** All ways to place queens that do not attack each other. From Cilk and libfork. */
final class NQueens implements Workload {
    /** From no queens on. OEIS A000170. */
    private static final List<Long> WAYS =
            List.of(
                    1L,
                    1L,
                    0L,
                    0L,
                    2L,
                    10L,
                    4L,
                    40L,
                    92L,
                    352L,
                    724L,
                    2_680L,
                    14_200L,
                    73_712L,
                    365_596L,
                    2_279_184L,
                    14_772_512L,
                    95_815_104L,
                    666_090_624L);

    @Override
    public String name() {
        return "nqueens";
    }

    @Override
    public String summary() {
        return "all ways to place queens, row by row: a fork for each placement";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("queens", quick ? 8 : 14);
    }

    @Override
    public void check(Parameters parameters) {
        if (parameters.get("queens") >= WAYS.size()) {
            throw new IllegalArgumentException(
                    "nqueens places at most " + (WAYS.size() - 1) + " queens");
        }
    }

    @Override
    public long answer(Parameters parameters) {
        return WAYS.get(parameters.get("queens"));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleQueens::program,
                Engine.FORK_JOIN_POOL, PoolQueens::program,
                Engine.PARALLEL_STREAMS, StreamQueens::program,
                Engine.SERIAL, SerialQueens::program);
    }
}
