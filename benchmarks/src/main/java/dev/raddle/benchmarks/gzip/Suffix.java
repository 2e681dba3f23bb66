package dev.raddle.benchmarks.gzip;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How compressed files are called. */
final class Suffix {
    private static final String GZ = ".gz";

    /** Compressed to plain. */
    private static final Map<String, String> KNOWN =
            Map.of(GZ, "", ".tgz", ".tar", ".taz", ".tar", "-gz", "", ".z", "", "-z", "");

    private Suffix() {}

    static boolean isKnown(Path file) {
        return plain(file).isPresent();
    }

    static Path compressed(Path plain) {
        return plain.resolveSibling(plain.getFileName() + GZ);
    }

    /** The name without the suffix; empty if it has none that we know, or nothing else. */
    static Optional<Path> plain(Path compressed) {
        String name = compressed.getFileName().toString();
        for (Map.Entry<String, String> suffix : KNOWN.entrySet()) {
            int stem = name.length() - suffix.getKey().length();
            if (stem > 0 && name.endsWith(suffix.getKey())) {
                String plain = name.substring(0, stem) + suffix.getValue();
                return Optional.of(compressed.resolveSibling(plain));
            }
        }
        return Optional.empty();
    }
}
