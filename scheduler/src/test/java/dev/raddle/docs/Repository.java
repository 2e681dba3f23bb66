package dev.raddle.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository, wherever in it the tests were started. */
final class Repository {
    static final Path ROOT = find(Path.of("").toAbsolutePath());

    private Repository() {}

    private static Path find(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("README.md")) && Files.isDirectory(at.resolve("api/src"))) {
                return at;
            }
        }
        throw new AssertionError("no README.md above " + folder);
    }

    /** The pages at the top, then those in {@code docs}. */
    static List<Path> pages() {
        return Stream.concat(files("", 1, ".md"), files("docs", ".md")).toList();
    }

    /** What lies in a folder, however deep. */
    static Stream<Path> files(String folder, String suffix) {
        return files(folder, Integer.MAX_VALUE, suffix);
    }

    private static Stream<Path> files(String folder, int depth, String suffix) {
        try (var all = Files.walk(ROOT.resolve(folder), depth)) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a reader would write it: relative, with slashes. */
    static String nameOf(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
