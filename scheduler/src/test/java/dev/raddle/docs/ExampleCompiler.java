package dev.raddle.docs;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles examples, one class for each, against the class path of the tests. */
final class ExampleCompiler {
    private static final String NAME = "Example";
    private static final String PRELUDE = "import static dev.raddle.docs.Prelude.*; ";

    private final Path folder;
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();

    /** Classes go into an empty folder. */
    ExampleCompiler(Path folder) {
        this.folder = folder;
    }

    /**
     * @param imports more imports than the example has
     * @throws AssertionError with every error and warning, and its line in the page
     */
    void compile(Example example, String imports) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var source = new Source(example.asClass(NAME, imports + PRELUDE));
        boolean compiled =
                compiler.getTask(null, null, diagnostics, options(), null, List.of(source)).call();
        if (!compiled) {
            throw new AssertionError(
                    diagnostics.getDiagnostics().stream()
                            .map(each ->
                                    Repository.nameOf(example.file())
                                            + ":"
                                            + each.getLineNumber()
                                            + ": "
                                            + each.getMessage(null))
                            .collect(Collectors.joining("\n")));
        }
    }

    private List<String> options() {
        return List.of(
                "-proc:none",
                "-Xlint:deprecation,rawtypes,removal,unchecked",
                "-Werror",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString());
    }

    /** Runs what was compiled last. */
    Object run() throws IOException, ReflectiveOperationException {
        var urls = new URL[] {folder.toUri().toURL()};
        try (var loader = new URLClassLoader(urls, ExampleCompiler.class.getClassLoader())) {
            return loader.loadClass(NAME).getMethod("run").invoke(null);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + NAME + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
