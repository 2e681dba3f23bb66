package dev.raddle.benchmarks.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of cells in aligned columns: numbers to the right, words to the left. */
public final class Table {
    private static final String GAP = "  ";
    private static final Pattern NUMBER = Pattern.compile("-|-?[0-9][0-9,.]*( [%x])?");

    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table without rows.
     *
     * @param headings of the columns
     */
    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells");
        }
        rows.add(List.of(cells));
    }

    /**
     * The table as text.
     *
     * @param indent what every line starts with
     * @return lines, each with its end
     */
    public String render(String indent) {
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                line.append(cell(row.get(column), column)).append(GAP);
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private String cell(String text, int column) {
        String space = " ".repeat(width(column) - text.length());
        return isNumeric(column) ? space + text : text + space;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
}
