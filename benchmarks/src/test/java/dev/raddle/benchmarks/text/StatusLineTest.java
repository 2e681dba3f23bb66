package dev.raddle.benchmarks.text;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

class StatusLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Test
    void replacesItsTextOnATerminal() {
        try (var line = new StatusLine(out, true)) {
            line.show("one");
            line.show("two");
        }

        assertThat(bytes.toString(UTF_8)).isEqualTo("\r\u001b[Kone\r\u001b[Ktwo\r\u001b[K");
    }

    @Test
    void isSilentElsewhere() {
        try (var line = new StatusLine(out, false)) {
            line.show("one");
        }

        assertThat(bytes.toString(UTF_8)).isEmpty();
    }
}
