package dev.raddle.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.benchmarks.Raddle;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class StressCommandTest {
    private static final String PROPERTY = "raddle.stress.jar";
    private final String before = System.getProperty(PROPERTY);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(PROPERTY);
        } else {
            System.setProperty(PROPERTY, before);
        }
    }

    @Test
    void saysWhichJarIsMissing() {
        System.setProperty(PROPERTY, "/none/raddle-stress.jar");
        var err = new StringWriter();

        int code =
                Raddle.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("stress", "--quick");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("raddle stress: raddle.stress.jar names /none/raddle-stress.jar")
                .hasLineCount(1);
    }
}
