package dev.raddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.DataInputStream;
import java.io.IOException;

class MainTest {
    private static final int JAVA_8 = 52;

    @ParameterizedTest
    @CsvSource({"1.8, true", "9, true", "17, true", "24, true", "25, false", "26, false"})
    void knowsWhatIsTooOld(String version, boolean tooOld) {
        assertThat(Main.isTooOld(version)).isEqualTo(tooOld);
    }

    @Test
    void saysWhatItNeedsAndWhatThereIs() {
        assertThat(Main.refusal("17", "/jdk-17").lines())
                .containsExactly(
                        "raddle: needs Java 25 or newer, and this is Java 17, /jdk-17",
                        "Start it by ./raddle, which finds one, or by another java.");
    }

    @Test
    void runsOnOldJvms() throws IOException {
        try (var file = new DataInputStream(Main.class.getResourceAsStream("Main.class"))) {
            assertThat(file.readInt()).isEqualTo(0xCAFEBABE);
            int minor = file.readUnsignedShort();
            int major = file.readUnsignedShort();
            assertThat(minor).isZero();
            assertThat(major).isEqualTo(JAVA_8);
        }
    }
}
