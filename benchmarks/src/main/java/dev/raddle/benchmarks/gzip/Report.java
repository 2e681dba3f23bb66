package dev.raddle.benchmarks.gzip;

import java.io.PrintWriter;

/** What the user is told on standard error, and the exit code that follows from it, as in gzip. */
final class Report {
    static final int OK = 0;
    static final int ERROR = 1;
    static final int WARNING = 2;

    /** What a shell reports of a process that was ended by SIGPIPE: 128 + 13. */
    static final int CLOSED_PIPE = 141;

    private final PrintWriter err;
    private final boolean quiet;
    private int exitCode = OK;

    Report(PrintWriter err, boolean quiet) {
        this.err = err;
        this.quiet = quiet;
    }

    void error(String message) {
        exitCode = ERROR;
        print("raddle gzip: " + message);
    }

    void warning(String message) {
        if (exitCode == OK) {
            exitCode = WARNING;
        }
        if (!quiet) {
            print("raddle gzip: " + message);
        }
    }

    void print(String line) {
        err.println(line);
        err.flush();
    }

    int exitCode() {
        return exitCode;
    }
}
