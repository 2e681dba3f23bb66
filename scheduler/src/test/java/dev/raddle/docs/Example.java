package dev.raddle.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of Java in the documentation.
 *
 * @param file where it stands
 * @param line the number of its first line, from 1 on
 * @param lines the block
 */
record Example(Path file, int line, List<String> lines) {
    private static final Pattern PRINTS = Pattern.compile("// prints (.*)");

    String name() {
        return Repository.nameOf(file) + ":" + line;
    }

    /** What its comments promise: {@code // prints 42}. */
    List<String> promisedOutput() {
        return lines.stream()
                .map(PRINTS::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .toList();
    }

    /** A class of this name around it. Its lines keep their numbers, so that errors tell them. */
    String asClass(String name, String imports) {
        var hoisted = new StringBuilder(imports);
        var body = new StringBuilder();
        for (String each : lines) {
            Optional<String> imported = importIn(each);
            imported.ifPresent(hoisted::append);
            body.append(imported.isPresent() ? "" : each).append('\n');
        }
        return "\n".repeat(line - 2)
                + hoisted
                + "public class "
                + name
                + " { public static Object run() throws Exception { if (Boolean.TRUE) {\n"
                + body
                + "} return null; } }\n";
    }

    private static Optional<String> importIn(String line) {
        return line.startsWith("import ") ? Optional.of(line.strip() + " ") : Optional.empty();
    }
}
