package dev.raddle.stress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells how far jcstress is, from what it prints: on a terminal by one line that changes, elsewhere
 * by a new line now and then.
 */
final class Progress {
    private static final Pattern LEFT = Pattern.compile("\\(ETA: +(?:now|in ([0-9:+.d ]+))");
    private static final Pattern DONE =
            Pattern.compile("\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed");
    private static final String CLEAR = "\r\u001b[K";

    /** What makes a new line worth it where nothing can be overwritten; either suffices. */
    private static final int TESTS_A_LINE = 10;

    private static final long NANOS_A_LINE = Duration.ofSeconds(15).toNanos();

    private final boolean terminal;
    private final PrintStream out;
    private final LongSupplier nanoTime;
    private String what = "";
    private String left = "";
    private int told;
    private long toldAt;

    Progress(boolean terminal, PrintStream out, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.out = out;
        this.nanoTime = nanoTime;
    }

    /** What the next lines are about. */
    void begin(String what) {
        this.what = what;
        this.left = "";
        tell(what, 0);
    }

    void line(String line) {
        Matcher time = LEFT.matcher(line);
        if (time.find()) {
            left = time.group(1) == null ? "" : ", " + time.group(1).strip() + " left";
        }
        Matcher results = DONE.matcher(line);
        if (results.find()) {
            int passed = Integer.parseInt(results.group(2));
            int failed = Integer.parseInt(results.group(3));
            if (terminal || isWorthALine(passed + failed)) {
                tell(
                        "%s: %d of %s passed, %d failed%s"
                                .formatted(what, passed, results.group(1), failed, left),
                        passed + failed);
            }
        }
    }

    private boolean isWorthALine(int ended) {
        return ended - told >= TESTS_A_LINE
                || ended > told && nanoTime.getAsLong() - toldAt >= NANOS_A_LINE;
    }

    private void tell(String text, int ended) {
        if (terminal) {
            out.print(CLEAR + text);
        } else {
            out.println(text);
        }
        told = ended;
        toldAt = nanoTime.getAsLong();
    }

    void end() {
        if (terminal) {
            out.print(CLEAR);
        }
    }
}
