package dev.raddle.benchmarks.gzip;

import java.io.IOException;

/** Whoever read our standard output has gone: nothing is wrong, and nothing is left to do. */
final class ClosedPipeFailure extends IOException {
    private static final long serialVersionUID = 1L;

    ClosedPipeFailure(IOException cause) {
        super(cause);
    }

    /** The system's text for EPIPE has the word in all the languages that we know. */
    static boolean isReasonOf(IOException cause) {
        return cause.getMessage() != null && cause.getMessage().toLowerCase().contains("pipe");
    }
}
