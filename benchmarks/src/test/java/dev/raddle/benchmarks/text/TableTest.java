package dev.raddle.benchmarks.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsNumbersRightAndWordsLeft() {
        var table = new Table("name", "figure");
        table.row("a", "1.5");
        table.row("longer", "1,000.25");
        table.row("b", "-");

        assertThat(table.render("  ").lines())
                .containsExactly(
                        "  name      figure",
                        "  a            1.5",
                        "  longer  1,000.25",
                        "  b              -");
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        var table = new Table("one");

        assertThatThrownBy(() -> table.row("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }
}
