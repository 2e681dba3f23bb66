package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.forkjoin.PoolTree;
import dev.raddle.benchmarks.problem.UnbalancedTree;
import dev.raddle.benchmarks.raddle.RaddleTree;
import dev.raddle.benchmarks.serial.SerialTree;
import dev.raddle.benchmarks.streams.StreamTree;
import dev.raddle.benchmarks.virtual.VirtualTree;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Workload;

import java.util.List;
import java.util.Map;

/**
 * The nodes of a tree whose branches differ in size, and nobody knows by how much. From UTS, the
 * Unbalanced Tree Search benchmark.
 *
 * @param name {@code uts-t1}, {@code uts-t3}, or {@code uts-memory} for the memory of the latter
 */
record Uts(String name) implements Workload {
    private static final int T1_DEPTH = 10;
    private static final long T1_NODES = 4_130_071;
    private static final int T3_BRANCHES = 2_000;
    private static final long T3_NODES = 4_112_897;

    @Override
    public String summary() {
        return switch (name) {
            case "uts-t1" ->
                    "unbalanced tree search, T1: 4.1 million nodes, 10 deep; a fork for each";
            case "uts-t3" -> "unbalanced tree search, T3: 4.1 million nodes, 1,572 deep";
            default -> "the live heap during uts-t3, at its peak";
        };
    }

    @Override
    public Parameters parameters(boolean quick) {
        return isT1()
                ? Parameters.of("depth", quick ? 5 : T1_DEPTH)
                : Parameters.of("branches", quick ? 50 : T3_BRANCHES);
    }

    /** Known for the trees themselves, counted for parts of them. */
    @Override
    public long answer(Parameters parameters) {
        if (isT1() && parameters.get("depth") == T1_DEPTH) {
            return T1_NODES;
        }
        if (!isT1() && parameters.get("branches") == T3_BRANCHES) {
            return T3_NODES;
        }
        return tree(parameters).count();
    }

    @Override
    public Method method() {
        return name.equals("uts-memory") ? Method.PEAK : Method.TIMED_ROUNDS;
    }

    /** T3 is deep, and a pool's thread that waits takes up other tasks on top. */
    @Override
    public List<String> memoryFlags(Parameters parameters) {
        return isT1()
                ? Workload.super.memoryFlags(parameters)
                : List.of("-Xms4g", "-Xmx4g", "-Xss16m");
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, setting -> RaddleTree.program(setting, tree(setting)),
                Engine.VIRTUAL_THREADS, setting -> VirtualTree.program(tree(setting)),
                Engine.FORK_JOIN_POOL, setting -> PoolTree.program(setting, tree(setting)),
                Engine.PARALLEL_STREAMS, setting -> StreamTree.program(setting, tree(setting)),
                Engine.SERIAL, setting -> SerialTree.program(tree(setting)));
    }

    private UnbalancedTree tree(Setting setting) {
        return tree(setting.parameters());
    }

    private UnbalancedTree tree(Parameters parameters) {
        return isT1()
                ? UnbalancedTree.t1(parameters.get("depth"))
                : UnbalancedTree.t3(parameters.get("branches"));
    }

    private boolean isT1() {
        return name.equals("uts-t1");
    }
}
