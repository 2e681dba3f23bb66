package dev.raddle.benchmarks.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The figures are those that come with the benchmark. */
class UnbalancedTreeTest {

    @Test
    void hasAsManyNodesAsT1() {
        assertThat(UnbalancedTree.t1(10).count()).isEqualTo(4_130_071);
    }

    @Test
    void hasAsManyNodesAsT3AndIsAsDeep() {
        UnbalancedTree tree = UnbalancedTree.t3(2_000);

        assertThat(tree.count()).isEqualTo(4_112_897);
        assertThat(depth(tree, tree.root())).isEqualTo(1_572);
    }

    private static int depth(UnbalancedTree tree, TreeNode node) {
        int depth = node.depth();
        for (int i = 0; i < tree.children(node); i++) {
            depth = Math.max(depth, depth(tree, tree.child(node, i)));
        }
        return depth;
    }
}
