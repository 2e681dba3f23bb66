package dev.raddle.benchmarks.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What only a process of its own can show: signals, real pipes, a bounded heap. */
@Timeout(120)
class GzipProcessTest {
    @TempDir Path folder;

    @Test
    void aSignalLeavesNoPartialFileBehind() throws Exception {
        Process process = start("-o", folder.resolve("out.gz").toString());
        try (OutputStream in = process.getOutputStream()) {
            in.write(GzipRunner.noise(1_000_000, 1));
            in.flush();
            awaitPartialFile(process);
            process.toHandle().destroy(); // Process.destroy() would close its input as well
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } catch (IOException closedWithTheProcess) {
            // the other end of the pipe has gone
        }
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(folder).isEmptyDirectory();
    }

    private void awaitPartialFile(Process process) throws IOException {
        while (process.isAlive() && isEmpty()) {
            Thread.yield();
        }
        assertThat(process.isAlive()).isTrue();
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void aReaderThatGoesAwayEndsItQuietly() throws Exception {
        Path file = Files.write(folder.resolve("noise"), GzipRunner.noise(30_000_000, 1));
        Process process = start("-c", file.toString());
        assertThat(process.getInputStream().read()).isEqualTo(0x1f);
        process.getInputStream().close();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Report.CLOSED_PIPE);
        assertThat(process.errorReader().readLine()).isNull();
    }

    @Test
    void pipesWorkBothWays() throws Exception {
        byte[] plain = GzipRunner.text(5_000_000, 1);
        Path file = Files.write(folder.resolve("text"), plain);
        Path packed = folder.resolve("packed");
        ProcessBuilder compress =
                builder("-1").redirectInput(file.toFile()).redirectOutput(Redirect.PIPE);
        ProcessBuilder decompress = builder("-d").redirectOutput(packed.toFile());
        for (Process process : ProcessBuilder.startPipeline(List.of(compress, decompress))) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(packed).hasBinaryContent(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALL-UNNAMED", "java.base"})
    void quietWithNativeAccessAndWithout(String nativeAccess) throws Exception {
        byte[] plain = GzipRunner.text(1_000_000, 2);
        Path file = Files.write(folder.resolve("text"), plain);
        Process process = builderWithAccess(nativeAccess, "-c", file.toString()).start();
        assertThat(GzipRunner.gunzip(process.getInputStream().readAllBytes())).isEqualTo(plain);
        assertThat(process.waitFor()).isZero();
        assertThat(process.errorReader().readLine()).isNull();
    }

    private static Process start(String... arguments) throws IOException {
        return builder(arguments).start();
    }

    private static ProcessBuilder builder(String... arguments) {
        return builderWithAccess("ALL-UNNAMED", arguments);
    }

    private static ProcessBuilder builderWithAccess(String nativeAccess, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        command.addAll(List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED"));
        command.add("--enable-native-access=" + nativeAccess);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(GzipMain.class.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
