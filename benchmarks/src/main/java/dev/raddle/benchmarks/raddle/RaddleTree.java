package dev.raddle.benchmarks.raddle;

import dev.raddle.Parallel;
import dev.raddle.benchmarks.problem.TreeNode;
import dev.raddle.benchmarks.problem.UnbalancedTree;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** The nodes of an unbalanced tree, a fork for each. */
public final class RaddleTree {

    private RaddleTree() {}

    /**
     * By {@link Parallel#reduceLong}.
     *
     * @param setting the carriers
     * @param tree to be counted
     * @return a program
     */
    public static Program program(Setting setting, UnbalancedTree tree) {
        return new OnScheduler(setting, () -> count(tree, tree.root()));
    }

    private static long count(UnbalancedTree tree, TreeNode node) {
        int children = tree.children(node);
        return children == 0
                ? 1
                : 1
                        + Parallel.reduceLong(
                                0, children, 0, i -> count(tree, tree.child(node, i)), Long::sum);
    }
}
