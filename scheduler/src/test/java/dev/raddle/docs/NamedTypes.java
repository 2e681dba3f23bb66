package dev.raddle.docs;

import static java.util.stream.Collectors.groupingBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The types of this repository, and those of the JDK that prose may name. */
final class NamedTypes {
    /** {@code a.b.Type}, {@code Type.member}, {@code Type<T>.member(int)}. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(?:[a-z]\\w*\\.)*([A-Z]\\w*[a-z]\\w*)(?:<[^>]*>)?(?:\\.(\\w+))?(?:\\(.*\\))?");

    private static final List<String> JDK_PACKAGES =
            List.of("java.lang", "java.util", "java.util.concurrent", "jdk.internal.vm");

    /** A JUnit test and a jcstress test may have the same name. */
    private final Map<String, List<Path>> sources =
            Stream.of("api", "scheduler", "stress-tests", "benchmarks")
                    .flatMap(module -> Repository.files(module + "/src", ".java"))
                    .filter(source -> !source.endsWith("package-info.java"))
                    .collect(groupingBy(NamedTypes::typeOf));

    private static String typeOf(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    /** Whether a text is no name of a type, or the type is there and has the member named. */
    boolean isKnown(String text) {
        Matcher name = NAME.matcher(text);
        if (!name.matches()) {
            return true;
        }
        List<Path> named = sources.get(name.group(1));
        return named == null
                ? isOfTheJdk(name.group(1))
                : name.group(2) == null
                        || named.stream().anyMatch(source -> mentions(source, name.group(2)));
    }

    private static boolean mentions(Path source, String member) {
        Pattern word = Pattern.compile("\\b" + member + "\\b");
        return Repository.lines(source).stream().anyMatch(line -> word.matcher(line).find());
    }

    private static boolean isOfTheJdk(String type) {
        return JDK_PACKAGES.stream().anyMatch(folder -> isClass(folder + "." + type));
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
