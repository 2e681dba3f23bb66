package dev.raddle.benchmarks.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class MergeTest {

    @Test
    void mergesRunsOfDifferentLengths() {
        assertThat(merged(new int[] {1, 4, 4, 9}, new int[] {0, 4, 10}))
                .containsExactly(0, 1, 4, 4, 4, 9, 10);
        assertThat(merged(new int[] {}, new int[] {1})).containsExactly(1);
        assertThat(merged(new int[] {2}, new int[] {})).containsExactly(2);
    }

    @Test
    void mergesByHalves() {
        int[] in = {5, 5, 5, 7, 1, 5, 5, 6, 8, 9};
        var out = new int[in.length];

        Merge.Halves halves = new Merge(in, 0, 4, 4, 10, out, 0).halves();
        halves.upper().run();
        halves.lower().run();

        assertThat(out).containsExactly(1, 5, 5, 5, 5, 5, 6, 7, 8, 9);
    }

    @Test
    void tellsOrderFromDisorder() {
        var unsorted = new Unsorted(100);
        unsorted.pose();
        assertThatThrownBy(() -> unsorted.answer(0)).hasMessageStartingWith("not sorted at");

        Arrays.sort(unsorted.numbers());
        assertThat(unsorted.answer(0)).isEqualTo(Unsorted.sum(100));
    }

    private static int[] merged(int[] left, int[] right) {
        int all = left.length + right.length;
        int[] in = Arrays.copyOf(left, all);
        System.arraycopy(right, 0, in, left.length, right.length);
        var out = new int[all];
        new Merge(in, 0, left.length, left.length, all, out, 0).run();
        return out;
    }
}
