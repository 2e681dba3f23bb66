package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.problem.TreeNode;
import dev.raddle.benchmarks.problem.UnbalancedTree;
import dev.raddle.benchmarks.workload.Program;

/** The nodes of an unbalanced tree, a virtual thread for each. */
public final class VirtualTree {

    private VirtualTree() {}

    /**
     * By {@link Thread#startVirtualThread} and {@link Thread#join()}.
     *
     * @param tree to be counted
     * @return a program
     */
    public static Program program(UnbalancedTree tree) {
        return new OnVirtualThread(() -> count(tree, tree.root()));
    }

    private static long count(UnbalancedTree tree, TreeNode node) throws InterruptedException {
        var children = new Child[tree.children(node)];
        for (int i = 0; i < children.length; i++) {
            int index = i;
            children[i] = Child.start(() -> count(tree, tree.child(node, index)));
        }
        long count = 1;
        for (Child child : children) {
            count += child.join();
        }
        return count;
    }
}
