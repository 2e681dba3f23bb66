package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolSort;
import dev.raddle.benchmarks.problem.Unsorted;
import dev.raddle.benchmarks.raddle.RaddleSort;
import dev.raddle.benchmarks.serial.SerialSort;
import dev.raddle.benchmarks.streams.StreamSort;
import dev.raddle.benchmarks.virtual.VirtualSort;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/**
 * Ints sorted in place.
 *
 * @param name {@code mergesort} for the same algorithm in every runtime, {@code sort} for what each
 *     has in its library
 */
record Sort(String name) implements Workload {
    @Override
    public String summary() {
        return byMerge()
                ? "ints: parallel merge sort, parallel merges, cut-off 2,048; streams: parallelSort"
                : "as mergesort, but each by the sort of its library";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("numbers", quick ? 50_000 : 10_000_000);
    }

    @Override
    public long answer(Parameters parameters) {
        return Unsorted.sum(parameters.get("numbers"));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return byMerge()
                ? Map.of(
                        Engine.RADDLE, RaddleSort::byMerge,
                        Engine.VIRTUAL_THREADS, VirtualSort::byMerge,
                        Engine.FORK_JOIN_POOL, PoolSort::byMerge,
                        Engine.PARALLEL_STREAMS, StreamSort::program,
                        Engine.SERIAL, SerialSort::byMerge)
                : Map.of(
                        Engine.RADDLE, RaddleSort::byLibrary,
                        Engine.PARALLEL_STREAMS, StreamSort::program,
                        Engine.SERIAL, SerialSort::byLibrary);
    }

    private boolean byMerge() {
        return name.equals("mergesort");
    }
}
