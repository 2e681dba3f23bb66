package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.problem.TreeNode;
import dev.raddle.benchmarks.problem.UnbalancedTree;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;

/** The nodes of an unbalanced tree, a task for each. */
public final class PoolTree {

    private PoolTree() {}

    /**
     * By {@link RecursiveTask}.
     *
     * @param setting the carriers
     * @param tree to be counted
     * @return a program
     */
    public static Program program(Setting setting, UnbalancedTree tree) {
        return new OnPool(setting, () -> new Whole(tree));
    }

    private static long count(UnbalancedTree tree, TreeNode node) {
        int count = tree.children(node);
        if (count == 0) {
            return 1;
        }
        var children = new Child[count];
        for (int i = 0; i < count; i++) {
            children[i] = new Child(tree, node, i);
        }
        ForkJoinTask.invokeAll(children);
        long sum = 1;
        for (Child child : children) {
            sum += child.join();
        }
        return sum;
    }

    private static final class Whole extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;

        private final transient UnbalancedTree tree;

        Whole(UnbalancedTree tree) {
            this.tree = tree;
        }

        @Override
        protected Long compute() {
            return count(tree, tree.root());
        }
    }

    private static final class Child extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;

        private final transient UnbalancedTree tree;
        private final transient TreeNode parent;
        private final int index;

        Child(UnbalancedTree tree, TreeNode parent, int index) {
            this.tree = tree;
            this.parent = parent;
            this.index = index;
        }

        @Override
        protected Long compute() {
            return count(tree, tree.child(parent, index));
        }
    }
}
