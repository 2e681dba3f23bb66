package dev.raddle.benchmarks.serial;

import dev.raddle.benchmarks.problem.TreeNode;
import dev.raddle.benchmarks.problem.UnbalancedTree;
import dev.raddle.benchmarks.workload.Program;

/** The nodes of an unbalanced tree, counted depth first. */
public final class SerialTree {

    private SerialTree() {}

    /**
     * By recursion.
     *
     * @param tree to be counted
     * @return a program
     */
    public static Program program(UnbalancedTree tree) {
        return () -> count(tree, tree.root());
    }

    private static long count(UnbalancedTree tree, TreeNode node) {
        long count = 1;
        int children = tree.children(node);
        for (int i = 0; i < children; i++) {
            count += count(tree, tree.child(node, i));
        }
        return count;
    }
}
