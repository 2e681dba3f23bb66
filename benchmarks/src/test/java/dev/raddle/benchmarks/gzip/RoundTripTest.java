package dev.raddle.benchmarks.gzip;

import static dev.raddle.benchmarks.gzip.GzipRunner.gunzip;
import static dev.raddle.benchmarks.gzip.GzipRunner.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whatever is compressed, everybody gets the same bytes back. */
class RoundTripTest {
    private static final int BLOCK = 32 * 1024;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 2, 100, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 7 * BLOCK + 5, 1 << 21})
    void allSizesAndKindsOfContent(int size) {
        for (byte[] plain :
                List.of(
                        GzipRunner.text(size, size),
                        GzipRunner.noise(size, size),
                        new byte[size])) {
            GzipRunner.Result packed = gzip(plain, "-b", 32, "-p", 2);
            assertThat(packed.exitCode()).isZero();
            assertThat(packed.err()).isEmpty();
            assertThat(gunzip(packed.out())).isEqualTo(plain);
            GzipRunner.Result back = gzip(packed.out(), "-dc");
            assertThat(back.exitCode()).isZero();
            assertThat(back.out()).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9", "--fast", "--best"})
    void allLevels(String level) {
        byte[] plain = GzipRunner.text(500_000, 1);
        GzipRunner.Result packed = gzip(plain, level);
        assertThat(gunzip(packed.out())).isEqualTo(plain);
        assertThat(packed.out().length).isLessThan(plain.length * 6 / 10);
    }

    @Test
    void theLastLevelCountsAndHigherOnesCompressMore() {
        byte[] plain = GzipRunner.text(500_000, 1);
        byte[] fast = gzip(plain, "-1").out();
        byte[] best = gzip(plain, "-9").out();
        assertThat(best.length).isLessThan(fast.length);
        assertThat(gzip(plain, "-9", "-1").out()).isEqualTo(fast);
        assertThat(gzip(plain, "-19c").out()).isEqualTo(best);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void theSameBytesWhateverTheNumberOfCarriers(int carriers) {
        byte[] plain = GzipRunner.text(3_000_000, 5);
        byte[] serial = gzip(plain, "--serial", "-b", 64).out();
        assertThat(gzip(plain, "-p", carriers, "-b", 64).out()).isEqualTo(serial);
    }

    @Test
    void dictionariesKeepSmallBlocksAlmostAsGoodAsLargeOnes() {
        byte[] plain = GzipRunner.text(2_000_000, 9);
        int small = gzip(plain, "-b", 32).out().length;
        int large = gzip(plain, "-b", 16384).out().length;
        assertThat(small).isLessThan(large * 103 / 100);
    }

    @Test
    void gzipItselfAcceptsIt() throws Exception {
        byte[] plain = GzipRunner.text(1_000_000, 3);
        Path file = Files.write(folder.resolve("text.gz"), gzip(plain).out());
        Assumptions.assumeTrue(runs("gzip", "--version"), "gzip is not installed");
        assertThat(runs("gzip", "-t", file.toString())).isTrue();
        Process gunzip = new ProcessBuilder("gzip", "-dc", file.toString()).start();
        assertThat(gunzip.getInputStream().readAllBytes()).isEqualTo(plain);
        assertThat(gunzip.waitFor()).isZero();
    }

    @Test
    void whatGzipMadeIsRead() throws Exception {
        Assumptions.assumeTrue(runs("gzip", "--version"), "gzip is not installed");
        byte[] plain = GzipRunner.text(1_000_000, 4);
        Path file = Files.write(folder.resolve("text"), plain);
        assertThat(runs("gzip", "-k", file.toString())).isTrue();
        assertThat(gzip("-dc", folder.resolve("text.gz")).out()).isEqualTo(plain);
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notFound) {
            return false;
        }
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 40).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomInputsAndOptions(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = random.nextInt(random.nextInt(10, 1_500_000));
        byte[] plain =
                random.nextInt(4) == 0 ? GzipRunner.noise(size, seed) : GzipRunner.text(size, seed);
        List<Object> options = new ArrayList<>();
        options.add("-" + random.nextInt(1, 10));
        options.add("-b" + random.nextInt(32, 300));
        options.add(random.nextInt(5) == 0 ? "--serial" : "-p" + random.nextInt(1, 5));
        GzipRunner.Result packed = gzip(plain, options.toArray());
        assertThat(packed.exitCode()).isZero();
        assertThat(gunzip(packed.out())).isEqualTo(plain);
        assertThat(gzip(packed.out(), "-d").out()).isEqualTo(plain);
        assertThat(gzip(packed.out(), "-t").exitCode()).isZero();
    }
}
