package dev.raddle.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Finds the examples. */
final class Examples {
    private Examples() {}

    /** Every block of Java in the pages. */
    static Stream<Example> ofPages() {
        return Repository.pages().stream()
                .flatMap(page -> blocks(page, "```java", "```", UnaryOperator.identity()));
    }

    /** Every block of Java in the Javadoc of the API. */
    static Stream<Example> ofJavadoc() {
        return Repository.files("api/src/main/java", ".java")
                .flatMap(source -> blocks(source, "<pre>{@code", "}</pre>", Examples::uncomment));
    }

    private static String uncomment(String line) {
        return line.replaceFirst("^\\s*\\* ?", "");
    }

    private static Stream<Example> blocks(
            Path file, String from, String to, UnaryOperator<String> strip) {
        var found = new ArrayList<Example>();
        List<String> lines = Repository.lines(file).stream().map(strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(from)) {
                int end = endOf(file, lines, i + 1, to);
                found.add(new Example(file, i + 2, lines.subList(i + 1, end)));
                i = end;
            }
        }
        return found.stream();
    }

    private static int endOf(Path file, List<String> lines, int from, String to) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).strip().equals(to)) {
                return i;
            }
        }
        throw new AssertionError(file + ":" + from + ": a block without an end");
    }
}
