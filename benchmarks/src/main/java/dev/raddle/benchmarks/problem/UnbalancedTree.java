package dev.raddle.benchmarks.problem;

import java.util.ArrayDeque;

/**
 * Trees of which nobody knows how large a branch is until it has been visited. From UTS, the
 * Unbalanced Tree Search benchmark (Olivier et al., LCPC 2006).
 */
public sealed interface UnbalancedTree {

    /**
     * Where it begins.
     *
     * @return a node of depth 0
     */
    TreeNode root();

    /**
     * How many children a node has.
     *
     * @param node of this tree
     * @return 0 for a leaf
     */
    int children(TreeNode node);

    /**
     * One of a node's children.
     *
     * @param node of this tree
     * @param index from 0 on
     * @return another node
     */
    default TreeNode child(TreeNode node, int index) {
        return node.child(index);
    }

    /**
     * Counts them one after the other.
     *
     * @return the number of all nodes
     */
    default long count() {
        var open = new ArrayDeque<TreeNode>();
        open.push(root());
        long count = 0;
        while (!open.isEmpty()) {
            TreeNode node = open.pop();
            count++;
            for (int i = 0; i < children(node); i++) {
                open.push(child(node, i));
            }
        }
        return count;
    }

    /**
     * The tree T1, {@code -t1 -a3 -d10 -b4 -r19}, or a part of it.
     *
     * @param depth no node is deeper; T1's is 10
     * @return a tree whose branches differ little
     */
    static UnbalancedTree t1(int depth) {
        return new Geometric(19, 4, depth);
    }

    /**
     * The tree T3, {@code -t0 -b2000 -q0.124875 -m8 -r42}, or a part of it.
     *
     * @param branches below the root; T3 has 2,000
     * @return a tree most of whose branches end at once, and some hardly ever
     */
    static UnbalancedTree t3(int branches) {
        return new Binomial(42, branches, 8, 0.124875);
    }

    /**
     * A node has a number of children that is distributed geometrically, down to a depth.
     *
     * @param seed of the root
     * @param mean how many children a node has in the middle
     * @param deepest nodes there are leaves
     */
    record Geometric(int seed, int mean, int deepest) implements UnbalancedTree {
        private static final int MOST_CHILDREN = 100;

        @Override
        public TreeNode root() {
            return TreeNode.root(seed);
        }

        @Override
        public int children(TreeNode node) {
            if (node.depth() >= deepest) {
                return 0;
            }
            double p = 1.0 / (1.0 + mean);
            double count = Math.log(1 - node.random()) / Math.log(1 - p);
            return Math.min((int) count, MOST_CHILDREN);
        }
    }

    /**
     * A node has either no children or always the same number.
     *
     * @param seed of the root
     * @param branches children of the root
     * @param litter children of another node, if it has any
     * @param probability that it has
     */
    record Binomial(int seed, int branches, int litter, double probability)
            implements UnbalancedTree {

        @Override
        public TreeNode root() {
            return TreeNode.root(seed);
        }

        @Override
        public int children(TreeNode node) {
            if (node.depth() == 0) {
                return branches;
            }
            return node.random() < probability ? litter : 0;
        }
    }
}
