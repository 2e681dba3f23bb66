package dev.raddle.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The examples in the documentation are right: those of the pages compile as they stand, run, and
 * print what their comments promise; those of the Javadoc compile.
 */
class ExamplesTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private static Path folder;

    @Test
    void thereAreExamples() {
        assertThat(Examples.ofPages()).isNotEmpty();
        assertThat(Examples.ofJavadoc()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> inThePages() {
        return Examples.ofPages()
                .map(example -> dynamicTest(example.name(), () -> compileAndRun(example)));
    }

    @TestFactory
    Stream<DynamicTest> inTheJavadoc() {
        return Examples.ofJavadoc()
                .map(example ->
                        dynamicTest(
                                example.name(),
                                () -> compiler().compile(example, "import dev.raddle.*; ")));
    }

    private static void compileAndRun(Example example) {
        ExampleCompiler compiler = compiler();
        compiler.compile(example, "");
        try (var output = new CapturedOutput()) {
            assertTimeoutPreemptively(LIMIT, compiler::run);
            if (!example.promisedOutput().isEmpty()) {
                assertThat(output.lines()).isEqualTo(example.promisedOutput());
            }
        }
    }

    private static ExampleCompiler compiler() {
        return new ExampleCompiler(folder);
    }
}
