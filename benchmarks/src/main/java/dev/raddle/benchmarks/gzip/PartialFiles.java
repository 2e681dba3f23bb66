package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The files that are not complete. If the process is told to end, they are deleted, and from then
 * on none is moved to its place.
 */
final class PartialFiles implements AutoCloseable {
    private final Set<Path> files = new HashSet<>();
    private final Thread hook = new Thread(this::endOfProcess, "raddle-gzip-clean-up");
    private boolean ending;

    PartialFiles() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** A name beside the file that nobody else uses, known to the clean-up from now on. */
    synchronized Path reserveBeside(Path file) throws IOException {
        ensureNotEnding();
        String number = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Path partial = file.resolveSibling(".raddle-" + number + ".partial");
        files.add(partial);
        return partial;
    }

    synchronized void forget(Path partial) {
        files.remove(partial);
    }

    /** Gives a complete file its name, replacing what is there. */
    synchronized void move(Path partial, Path target) throws IOException {
        ensureNotEnding();
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        files.remove(partial);
    }

    /** Does nothing to one that was moved. */
    synchronized void delete(Path partial) throws IOException {
        if (files.remove(partial)) {
            Files.deleteIfExists(partial);
        }
    }

    private void ensureNotEnding() throws IOException {
        if (ending) {
            throw new IOException("given up, as the process is ending");
        }
    }

    synchronized void endOfProcess() {
        ending = true;
        for (Path partial : files) {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                System.err.println("raddle gzip: " + partial + ": cannot be deleted: " + e);
            }
        }
        files.clear();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endsAlready) {
            // the hook does the rest
        }
    }
}
