package dev.raddle.benchmarks.streams;

import dev.raddle.benchmarks.problem.TreeNode;
import dev.raddle.benchmarks.problem.UnbalancedTree;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.stream.IntStream;

/** The nodes of an unbalanced tree, a parallel stream for each that has children. */
public final class StreamTree {

    private StreamTree() {}

    /**
     * By {@link IntStream#parallel()} in {@link IntStream#parallel()}.
     *
     * @param setting the carriers
     * @param tree to be counted
     * @return a program
     */
    public static Program program(Setting setting, UnbalancedTree tree) {
        return new InPool(setting, () -> count(tree, tree.root()));
    }

    private static long count(UnbalancedTree tree, TreeNode node) {
        int children = tree.children(node);
        return children == 0
                ? 1
                : 1
                        + IntStream.range(0, children)
                                .parallel()
                                .mapToLong(i -> count(tree, tree.child(node, i)))
                                .sum();
    }
}
