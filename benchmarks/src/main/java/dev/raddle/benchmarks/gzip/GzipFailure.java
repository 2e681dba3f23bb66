package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be handled, in the one line that the user sees. */
final class GzipFailure extends IOException {
    private static final long serialVersionUID = 1L;

    GzipFailure(String name, String reason) {
        super(name + ": " + reason);
    }

    private GzipFailure(String name, IOException cause) {
        super(name + ": " + reasonOf(cause), cause);
    }

    /** Names the file at fault; an exception that already names one stays as it is. */
    static IOException of(String name, IOException cause) {
        return switch (cause) {
            case GzipFailure failure -> failure;
            case ClosedPipeFailure closed -> closed;
            default -> new GzipFailure(name, cause);
        };
    }

    private static String reasonOf(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "No such file or directory";
            case AccessDeniedException denied -> "Permission denied";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> cause.getMessage() != null ? cause.getMessage() : cause.getClass().getName();
        };
    }
}
