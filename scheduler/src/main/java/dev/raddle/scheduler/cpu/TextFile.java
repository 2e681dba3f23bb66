package dev.raddle.scheduler.cpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The small text files of {@code /proc} and {@code /sys}, any of which may be missing, unreadable
 * or odd: then there is nothing in it, and never an exception.
 */
final class TextFile {
    private TextFile() {}

    /** The content without white space around it; empty if there is none. */
    static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return "";
        }
    }

    static Stream<String> lines(Path file) {
        return read(file).lines();
    }

    /** A file that holds a list of CPUs. */
    static CpuSet cpus(Path file) {
        return cpus(read(file));
    }

    /** A list of CPUs; the empty set if it is none. */
    static CpuSet cpus(String list) {
        try {
            return CpuSet.parse(list);
        } catch (IllegalArgumentException e) {
            return CpuSet.EMPTY;
        }
    }
}
