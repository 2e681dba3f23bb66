package dev.raddle.stress;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells on a terminal how far jcstress is, from what it prints. */
final class Progress {
    private static final Pattern LEFT = Pattern.compile("\\(ETA: +in ([0-9:+.d ]+)");
    private static final Pattern DONE =
            Pattern.compile("\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed");
    private static final String CLEAR = "\r\u001b[K";

    private final boolean visible;
    private String what = "";
    private String left = "";

    Progress(boolean visible) {
        this.visible = visible;
    }

    /** What the next lines are about. */
    void begin(String what) {
        this.what = what;
        this.left = "";
        if (visible) {
            System.err.print(CLEAR + what);
        } else {
            System.err.println(what);
        }
    }

    void line(String line) {
        Matcher time = LEFT.matcher(line);
        if (time.find()) {
            left = ", " + time.group(1).strip() + " left";
        }
        Matcher done = DONE.matcher(line);
        if (visible && done.find()) {
            System.err.printf(
                    "%s%s: %s of %s passed, %s failed%s",
                    CLEAR, what, done.group(2), done.group(1), done.group(3), left);
        }
    }

    void end() {
        if (visible) {
            System.err.print(CLEAR);
        }
    }
}
