package dev.raddle.scheduler.cpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The small text files of {@code /proc} and {@code /sys}. Any of them may be missing, unreadable or
 * odd; then there is nothing in it, and never an exception.
 *
 * <p>Paths begin below the root, without a slash.
 */
@FunctionalInterface
interface TextFiles {
    /** Those of this system. */
    TextFiles SYSTEM = below(Path.of("/"));

    /** The content without white space around it; empty if there is none. */
    String read(String path);

    /** The files below a folder that stands for the root. */
    static TextFiles below(Path root) {
        return path -> {
            try {
                byte[] content = Files.readAllBytes(root.resolve(path));
                return new String(content, StandardCharsets.UTF_8).strip();
            } catch (IOException | InvalidPathException e) {
                return "";
            }
        };
    }

    /** The lines of the content; a single empty one if there is none. */
    default String[] lines(String path) {
        return read(path).split("\n", -1);
    }

    /** The CPUs (or nodes) that a file lists; the empty set if it does not. */
    default CpuSet cpus(String path) {
        return cpusIn(read(path));
    }

    /** The CPUs in a list; the empty set if it is none. */
    static CpuSet cpusIn(String list) {
        try {
            return CpuSet.parse(list);
        } catch (IllegalArgumentException e) {
            return CpuSet.EMPTY;
        }
    }
}
