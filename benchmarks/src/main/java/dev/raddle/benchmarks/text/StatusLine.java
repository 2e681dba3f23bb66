package dev.raddle.benchmarks.text;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** One line at the bottom of a terminal that says what is going on; silent elsewhere. */
public final class StatusLine implements AutoCloseable {
    private static final String CLEAR = "\r\u001b[K";
    private static final int WIDTH = 100;

    private final PrintStream out;
    private final boolean visible;

    /**
     * A line that is empty so far.
     *
     * @param out the terminal
     * @param visible whether there is a terminal
     */
    public StatusLine(PrintStream out, boolean visible) {
        this.out = out;
        this.visible = visible;
    }

    /**
     * A line on the standard error output, if that is a terminal.
     *
     * @return an empty line
     */
    public static StatusLine onErrorOutput() {
        return new StatusLine(System.err, isErrorTerminal());
    }

    /**
     * Shows a text instead of the last.
     *
     * @param text without line end; cut if too long
     */
    public void show(String text) {
        if (visible) {
            out.print(CLEAR + (text.length() > WIDTH ? text.substring(0, WIDTH) : text));
            out.flush();
        }
    }

    /** Removes the text, before something else is printed. */
    public void clear() {
        if (visible) {
            out.print(CLEAR);
            out.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }

    /** The JDK only tells about all three streams together, Linux about each. */
    private static boolean isErrorTerminal() {
        Path errors = Path.of("/proc/self/fd/2");
        try {
            return Files.isSymbolicLink(errors)
                    ? Files.readSymbolicLink(errors).toString().matches("/dev/(pts/|tty|console).*")
                    : System.console() != null && System.console().isTerminal();
        } catch (IOException e) {
            return false;
        }
    }
}
