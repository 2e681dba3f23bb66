package dev.raddle.benchmarks.gzip;

import static dev.raddle.benchmarks.gzip.GzipRunner.gunzip;
import static dev.raddle.benchmarks.gzip.GzipRunner.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every error is one clear line, has its exit code, and leaves nothing behind. */
class GzipErrorsTest {
    private static final byte[] PLAIN = GzipRunner.text(1_000_000, 1);
    private static final byte[] PACKED = gzip(PLAIN).out();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 9, 10, 20, 200_000})
    void aTruncatedFileIsAnError(int length) throws IOException {
        Path file = Files.write(folder.resolve("text.gz"), Arrays.copyOf(PACKED, length));
        GzipRunner.Result result = gzip("-d", file);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "raddle gzip: %s: %s\n"
                                .formatted(
                                        file,
                                        length < 2
                                                ? "not in gzip format"
                                                : "unexpected end of file"));
        assertThat(names()).containsExactly("text.gz");
    }

    @Test
    void aMissingEndIsAnError() {
        for (int cut = 1; cut <= 9; cut++) {
            byte[] cutOff = Arrays.copyOf(PACKED, PACKED.length - cut);
            GzipRunner.Result result = gzip(cutOff, "-t");
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).isEqualTo("raddle gzip: stdin: unexpected end of file\n");
        }
    }

    @Test
    void corruptDataIsAnError() {
        assertThat(gzip(changed(PACKED.length - 8), "-t").err()).endsWith("--crc error\n");
        assertThat(gzip(changed(PACKED.length - 4), "-t").err()).endsWith("--length error\n");
        assertThat(gzip(changed(2), "-t").err()).contains("unknown method");
        assertThat(gzip(changed(0), "-t").err()).contains("not in gzip format");
        for (int at = 10; at < PACKED.length; at += 9_973) {
            assertThat(gzip(changed(at), "-t").exitCode()).isEqualTo(1);
        }
    }

    private static byte[] changed(int at) {
        byte[] bytes = PACKED.clone();
        bytes[at] ^= 0x15;
        return bytes;
    }

    @Test
    void garbageBehindTheDataIsAWarning() {
        GzipRunner.Result result = gzip(concat(PACKED, "garbage".getBytes()), "-d");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("decompression OK, trailing garbage ignored");
        assertThat(result.out()).isEqualTo(PLAIN);
        assertThat(gzip(concat(PACKED, new byte[] {0x1f, 5}), "-t").exitCode()).isEqualTo(2);
        assertThat(gzip(concat(PACKED, new byte[] {0, 0, 1}), "-t").exitCode()).isEqualTo(2);
    }

    @Test
    void zerosBehindTheDataAreNoGarbage() {
        GzipRunner.Result result = gzip(concat(PACKED, new byte[1_000]), "-d");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo(PLAIN);
    }

    @Test
    void membersFollowOneAnother() {
        byte[] other = GzipRunner.text(10, 2);
        byte[] both = concat(PACKED, concat(gzip(other).out(), gzip(new byte[0]).out()));
        assertThat(gzip(both, "-d").out()).isEqualTo(concat(PLAIN, other));
        assertThat(gunzip(both)).isEqualTo(concat(PLAIN, other));
    }

    @Test
    void headersMayHoldMore() {
        byte[] body = Arrays.copyOfRange(gzip(new byte[] {'x'}).out(), 10, 10 + 3 + 8);
        byte[] header = {0x1f, (byte) 0x8b, 8, 4 + 8 + 16, 0, 0, 0, 0, 0, 3};
        byte[] more = {2, 0, 'e', 'x', 'n', 'a', 'm', 'e', 0, 'c', 'o', 0};
        byte[] all = concat(concat(header, more), body);
        assertThat(gunzip(all)).containsExactly('x');
        assertThat(gzip(all, "-d").out()).containsExactly('x');
        byte[] badCheckSum = {0x1f, (byte) 0x8b, 8, 2, 0, 0, 0, 0, 0, 3, 1, 2};
        assertThat(gzip(concat(badCheckSum, body), "-d").err()).contains("header checksum");
    }

    @Test
    void aFullDiskIsAnErrorAndNothingIsLeft() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full));
        GzipRunner.Result result = gzip(PLAIN, "-o", full);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("raddle gzip: /dev/full: No space left on device\n");
        assertThat(gzip(PACKED, "-d", "-o", full).exitCode()).isEqualTo(1);
    }

    @Test
    void aClosedPipeEndsQuietly() {
        GzipRunner.Result result =
                new GzipRunner()
                        .in(GzipRunner.noise(20_000_000, 1))
                        .out(new BrokenChannel("Broken pipe"))
                        .run("-c");
        assertThat(result.exitCode()).isEqualTo(141);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aFailingStandardOutputIsAnError() {
        GzipRunner.Result result =
                new GzipRunner().in(PLAIN).out(new BrokenChannel("Input/output error")).run("-c");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("raddle gzip: stdout: Input/output error\n");
    }

    @Test
    void withoutPermissionNothingIsDone() throws IOException {
        Path file = Files.write(folder.resolve("text"), PLAIN);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "root may read everything");
        GzipRunner.Result result = gzip(file);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("raddle gzip: " + file + ": Permission denied\n");
        assertThat(names()).containsExactly("text");
    }

    @Test
    void aFolderThatDoesNotExistIsAnError() throws IOException {
        Path target = folder.resolve("missing/text.gz");
        GzipRunner.Result result = gzip(PLAIN, "-o", target);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("raddle gzip: " + target + ": No such file or directory\n");
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-b 31",
                "-b 16385",
                "-b x",
                "-p 0",
                "-p 1025",
                "--unknown",
                "-o a -c",
                "-o a b c"
            })
    void badUsageIsAnErrorAsInGzip(String arguments) {
        GzipRunner.Result result = gzip((Object[]) arguments.split(" "));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).isNotBlank();
    }

    @Test
    void helpNamesOptionsAndExitCodes() {
        GzipRunner.Result result = gzip("--help");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains(
                        "--stdout", "--decompress", "--blocksize", "-1", "-9", "Exit codes", "141");
    }

    @Test
    void theEndOfTheProcessDeletesWhatIsNotComplete() throws IOException {
        try (PartialFiles partialFiles = new PartialFiles()) {
            Path partial = partialFiles.reserveBeside(folder.resolve("text.gz"));
            Files.writeString(partial, "not complete");
            partialFiles.endOfProcess();
            assertThat(names()).isEmpty();
            assertThatThrownBy(() -> partialFiles.move(partial, folder.resolve("text.gz")))
                    .hasMessageContaining("the process is ending");
        }
    }

    @Test
    void theInputIsNotOverwrittenByItsResult() throws IOException {
        Path file = Files.write(folder.resolve("text"), PLAIN);
        Path packed = Files.write(folder.resolve("text.gz"), PACKED);
        GzipRunner.Result result = gzip("-f", "-o", file, file);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "raddle gzip: "
                                + file
                                + " is the input, which is kept: name another file with -o\n");
        assertThat(gzip("-df", "-o", packed, packed).exitCode()).isEqualTo(1);
        assertThat(file).hasBinaryContent(PLAIN);
        assertThat(packed).hasBinaryContent(PACKED);
    }

    @Test
    void aNameThatNoFileCanHaveDoesNotStopTheOthers() throws IOException {
        Path file = Files.write(folder.resolve("text"), PLAIN);
        GzipRunner.Result result = gzip("no\0file", "", file);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("no file can have this name here"),
                        second -> assertThat(second).contains("the name of a file is missing"));
        assertThat(names()).containsExactly("text", "text.gz");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** A standard output that fails. */
    private record BrokenChannel(String reason) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            throw new IOException(reason);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
