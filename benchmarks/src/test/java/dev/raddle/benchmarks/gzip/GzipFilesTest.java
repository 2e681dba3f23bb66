package dev.raddle.benchmarks.gzip;

import static dev.raddle.benchmarks.gzip.GzipRunner.gunzip;
import static dev.raddle.benchmarks.gzip.GzipRunner.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Which files are read, made, kept and refused. */
class GzipFilesTest {
    private static final byte[] PLAIN = GzipRunner.text(300_000, 1);

    @TempDir Path folder;
    private Path file;
    private Path packed;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.write(folder.resolve("text"), PLAIN);
        packed = folder.resolve("text.gz");
    }

    @Test
    void aFileIsKeptAndGetsACompressedOneBesideIt() throws IOException {
        GzipRunner.Result result = gzip(file);
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(PLAIN);
        assertThat(gunzip(Files.readAllBytes(packed))).isEqualTo(PLAIN);
        assertThat(names()).containsExactly("text", "text.gz");
    }

    @Test
    void timeAndPermissionsAreKeptBothWays() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
        Files.setLastModifiedTime(file, time);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        gzip(file);
        assertThat(Files.getLastModifiedTime(packed)).isEqualTo(time);
        Files.delete(file);
        gzip("-d", packed);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(Files.readAllBytes(file)).isEqualTo(PLAIN);
    }

    @Test
    void theHeaderHoldsNameAndTime() throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(0x01020304)));
        byte[] header = gzip("-c", "-9", file).out();
        assertThat(header).startsWith(0x1f, 0x8b, 8, 8, 4, 3, 2, 1, 2, 3, 't', 'e', 'x', 't', 0);
        assertThat(gzip("-cn", "-1", file).out()).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 3);
        assertThat(gzip(PLAIN, "-c").out()).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3);
    }

    @Test
    void anExistingFileIsOverwrittenOnlyByForce() throws IOException {
        Files.writeString(packed, "precious");
        GzipRunner.Result refused = gzip(file);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("raddle gzip: " + packed + " already exists; not overwritten\n");
        assertThat(packed).hasContent("precious");
        assertThat(gzip("-f", file).exitCode()).isZero();
        assertThat(gunzip(Files.readAllBytes(packed))).isEqualTo(PLAIN);
    }

    @Test
    void standardOutputAndNamedOutput() throws IOException {
        assertThat(gunzip(gzip("-c", file).out())).isEqualTo(PLAIN);
        Path other = folder.resolve("other");
        assertThat(gzip("-o", other, file).exitCode()).isZero();
        assertThat(gunzip(Files.readAllBytes(other))).isEqualTo(PLAIN);
        assertThat(gzip("-o", other, file).exitCode()).isEqualTo(2);
        assertThat(gzip(PLAIN, "-fo", other).exitCode()).isZero();
        assertThat(gunzip(Files.readAllBytes(other))).isEqualTo(PLAIN);
        assertThat(names()).containsExactly("other", "text");
    }

    @Test
    void aDashIsStandardInput() {
        assertThat(gunzip(gzip(PLAIN, "-").out())).isEqualTo(PLAIN);
        byte[] twice = gzip(PLAIN, "-c", file, "-").out();
        assertThat(gunzip(twice)).hasSize(2 * PLAIN.length);
    }

    @Test
    void goesOnAfterAFileThatFails() throws IOException {
        Path missing = folder.resolve("missing");
        GzipRunner.Result result = gzip(missing, folder, file);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo(
                        "raddle gzip: %s: No such file or directory\n".formatted(missing)
                                + "raddle gzip: %s is a directory -- ignored\n".formatted(folder));
        assertThat(packed).exists();
    }

    @Test
    void skippedFilesAreAWarning() throws IOException {
        assertThat(gzip(folder).exitCode()).isEqualTo(2);
        assertThat(gzip("-d", file).err()).contains("unknown suffix -- ignored");
        assertThat(gzip("-q", "-d", file).err()).isEmpty();
        gzip(file);
        GzipRunner.Result twice = gzip(packed);
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("unchanged");
    }

    @ParameterizedTest
    @CsvSource({"a.gz, a", "a.tgz, a.tar", "a.taz, a.tar", "a.z, a", "a-gz, a"})
    void knownSuffixesAreRemoved(String compressed, String plain) throws IOException {
        Path source = Files.write(folder.resolve(compressed), gzip(PLAIN).out());
        assertThat(gzip("-d", source).exitCode()).isZero();
        assertThat(folder.resolve(plain)).hasBinaryContent(PLAIN);
    }

    @Test
    void theSuffixMayBeLeftOutWhenDecompressing() throws IOException {
        gzip(file);
        Files.delete(file);
        assertThat(gzip("-d", file).exitCode()).isZero();
        assertThat(file).hasBinaryContent(PLAIN);
    }

    @Test
    void verboseTellsTheRatio() {
        assertThat(gzip("-v", file).err())
                .matches("\\Q%s\\E:\t *\\d+\\.\\d%% -- created \\Q%s\\E\n".formatted(file, packed));
        assertThat(gzip("-tv", packed).err()).isEqualTo(packed + ":\t OK\n");
    }

    @Test
    void terminalsGetNoCompressedDataUnlessForced() {
        GzipRunner.Result refused =
                new GzipRunner().in(PLAIN).terminals(false, true, false).run("-c");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("not written to a terminal");
        assertThat(refused.out()).isEmpty();
        assertThat(new GzipRunner().terminals(true, false, false).run("-d").err())
                .contains("not read from a terminal");
        assertThat(gunzip(new GzipRunner().in(PLAIN).terminals(true, true, true).run("-cf").out()))
                .isEqualTo(PLAIN);
    }

    @Test
    void aProgressBarIsShownOnATerminalOnly() {
        GzipRunner.Result shown =
                new GzipRunner().terminals(false, false, true).run("--progress", "-c", file);
        assertThat(shown.bar()).contains("100%").contains(file.getFileName().toString());
        GzipRunner.Result unknownSize =
                new GzipRunner().in(PLAIN).terminals(false, false, true).run("--progress", "-c");
        assertThat(unknownSize.bar()).contains("stdin");
        assertThat(gzip("--progress", "-c", file).bar()).isEmpty();
        assertThat(gunzip(shown.out())).isEqualTo(PLAIN);
    }

    @Test
    void namesInAnyLanguageAreStoredAsTheyAre() throws IOException {
        Path umlaut = Files.write(folder.resolve("größe"), PLAIN);
        byte[] bytes = gzip("-c", umlaut).out();
        assertThat(new String(bytes, 10, 7, StandardCharsets.UTF_8)).isEqualTo("größe");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
