import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks or applies the format of all sources: google-java-format, AOSP style. The build runs it,
 * see exec-maven-plugin in the parent POM. Formatting takes its time, so a file with the digests of
 * what was found in order lets the next check skip it.
 */
public final class Format {
    private Format() {}

    /** The arguments are {@code check} or {@code apply}, the file of digests, then folders. */
    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        Path inOrder = Path.of(arguments[1]);
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of(arguments).subList(2, arguments.length)) {
            sources.addAll(sources(Path.of(folder)));
        }
        Set<String> known =
                Files.exists(inOrder) ? Set.copyOf(Files.readAllLines(inOrder)) : Set.of();
        List<Path> unknown =
                sources.stream().filter(source -> !known.contains(digest(source))).toList();
        int exit = unknown.isEmpty() ? 0 : format(apply, unknown);
        if (exit == 0) {
            Files.createDirectories(inOrder.getParent());
            Files.write(
                    inOrder,
                    sources.stream()
                            .map(Format::digest)
                            .collect(Collectors.toCollection(TreeSet::new)));
        } else if (!apply) {
            System.err.println("Not formatted: the files above. To format them: scripts/format");
        }
        System.exit(exit);
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String digest(Path source) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(source));
            return HexFormat.of().formatHex(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static int format(boolean apply, List<Path> sources) {
        List<String> options = new ArrayList<>(List.of("--aosp"));
        options.addAll(
                apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        sources.forEach(source -> options.add(source.toString()));
        return ToolProvider.findFirst("google-java-format")
                .orElseThrow()
                .run(System.out, System.err, options.toArray(String[]::new));
    }
}
