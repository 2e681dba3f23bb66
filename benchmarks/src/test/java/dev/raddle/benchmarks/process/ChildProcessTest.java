package dev.raddle.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class ChildProcessTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void keepsTheLastLinesOfBothOutputs() throws Exception {
        try (var child = start(Talker.class, "100")) {
            assertThat(child.await(LONG)).isTrue();
            assertThat(child.exitCode()).isEqualTo(3);
            assertThat(child.output().lines()).hasSize(30).endsWith("98", "99");
            assertThat(child.errors()).isEqualTo("done");
        }
    }

    @Test
    void isKilledWhenClosed() throws Exception {
        ChildProcess child = start(Sleeper.class);

        assertThat(child.await(Duration.ofMillis(50))).isFalse();
        child.close();

        assertThat(child.await(LONG)).isTrue();
        assertThat(child.exitCode()).isNotZero();
    }

    private static ChildProcess start(Class<?> main, String... arguments) throws Exception {
        return ChildProcess.start(
                JavaCommand.of(List.of("-Xmx32m"), main.getName(), List.of(arguments)));
    }

    static final class Talker {
        public static void main(String[] arguments) {
            IntStream.range(0, Integer.parseInt(arguments[0])).forEach(System.out::println);
            System.err.println("done");
            System.exit(3);
        }
    }

    static final class Sleeper {
        public static void main(String[] arguments) throws InterruptedException {
            Thread.sleep(Duration.ofHours(1));
        }
    }
}
