package dev.raddle.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the pages refer to exists: files that they link to, types and members that they name. */
class ReferencesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");
    private static final Pattern ADDRESS = Pattern.compile("^[a-z]+:.*");
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([^`]+)`");

    @TestFactory
    Stream<DynamicTest> links() {
        return Repository.pages().stream()
                .map(page ->
                        dynamicTest(
                                Repository.nameOf(page),
                                () -> assertThat(brokenLinksOf(page)).isEmpty()));
    }

    private static List<String> brokenLinksOf(Path page) {
        return matches(LINK, page)
                .filter(link -> !ADDRESS.matcher(link).matches())
                .filter(link -> !Files.exists(page.getParent().resolve(link)))
                .toList();
    }

    /** Of the pages in {@code docs}; others use names as placeholders. */
    @TestFactory
    Stream<DynamicTest> names() {
        var types = new NamedTypes();
        return Repository.files("docs", ".md")
                .map(page ->
                        dynamicTest(
                                Repository.nameOf(page),
                                () -> assertThat(unknownNamesIn(page, types)).isEmpty()));
    }

    private static List<String> unknownNamesIn(Path page, NamedTypes types) {
        return matches(IN_BACKTICKS, page).filter(name -> !types.isKnown(name)).toList();
    }

    private static Stream<String> matches(Pattern pattern, Path page) {
        String text = String.join("\n", Repository.lines(page));
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct();
    }
}
