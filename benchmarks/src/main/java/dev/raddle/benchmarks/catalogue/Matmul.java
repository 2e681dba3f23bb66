package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolMatmul;
import dev.raddle.benchmarks.problem.Matrices;
import dev.raddle.benchmarks.raddle.RaddleMatmul;
import dev.raddle.benchmarks.serial.SerialMatmul;
import dev.raddle.benchmarks.virtual.VirtualMatmul;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/** A product of square matrices of ints, cut into quarters. From Cilk and libfork. */
final class Matmul implements Workload {
    private static final int MOST = 16_384;

    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public String summary() {
        return "matrices of ints: eight products of quarters in two groups, down to a side of 32";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("side", quick ? 128 : 2_048);
    }

    @Override
    public void check(Parameters parameters) {
        int side = parameters.get("side");
        if (side < Matrices.LEAF || side > MOST || Integer.bitCount(side) != 1) {
            throw new IllegalArgumentException(
                    "matmul needs a power of two, %d to %,d".formatted(Matrices.LEAF, MOST));
        }
    }

    @Override
    public long answer(Parameters parameters) {
        return new Matrices(parameters.get("side")).expected();
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleMatmul::program,
                Engine.VIRTUAL_THREADS, VirtualMatmul::program,
                Engine.FORK_JOIN_POOL, PoolMatmul::program,
                Engine.SERIAL, SerialMatmul::program);
    }
}
