package dev.raddle.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long now;

    private Progress progress(boolean terminal) {
        var progress = new Progress(terminal, out, () -> now);
        progress.begin("tests (40)");
        return progress;
    }

    /** A line as jcstress prints it. */
    private static String results(int passed, int failed) {
        return "  (Results: 40 planned; %d passed, %d failed, 0 soft errs, 0 hard errs)"
                .formatted(passed, failed);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void elsewhereThanOnATerminalItTellsEveryTenTests() {
        Progress progress = progress(false);
        progress.line("  (ETA:       in 01:20) (Sampling Rate: 1.0 M/sec)");
        for (int ended = 1; ended <= 25; ended++) {
            progress.line(results(ended - ended / 5, ended / 5));
        }
        progress.line("  (ETA: now)");
        progress.line(results(38, 2));
        progress.end();
        assertThat(printed().lines())
                .containsExactly(
                        "tests (40)",
                        "tests (40): 8 of 40 passed, 2 failed, 01:20 left",
                        "tests (40): 16 of 40 passed, 4 failed, 01:20 left",
                        "tests (40): 38 of 40 passed, 2 failed");
    }

    @Test
    void elsewhereThanOnATerminalItTellsEveryFifteenSeconds() {
        Progress progress = progress(false);
        for (int ended = 1; ended <= 5; ended++) {
            now += Duration.ofSeconds(8).toNanos();
            progress.line(results(ended, 0));
            progress.line(results(ended, 0));
        }
        assertThat(printed().lines())
                .containsExactly(
                        "tests (40)",
                        "tests (40): 2 of 40 passed, 0 failed",
                        "tests (40): 4 of 40 passed, 0 failed");
    }

    @Test
    void onATerminalOneLineChangesWithEveryTest() {
        Progress progress = progress(true);
        progress.line(results(1, 0));
        progress.line(results(2, 0));
        progress.end();
        String clear = "\r\u001b[K";
        assertThat(printed())
                .isEqualTo(
                        clear
                                + "tests (40)"
                                + clear
                                + "tests (40): 1 of 40 passed, 0 failed"
                                + clear
                                + "tests (40): 2 of 40 passed, 0 failed"
                                + clear);
    }
}
