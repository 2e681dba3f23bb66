package dev.raddle.benchmarks.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** The check sum of the whole comes from those of its pieces. */
class Crc32CombinerTest {
    @Test
    void sameAsTheCheckSumOfTheWhole() {
        SplittableRandom random = new SplittableRandom(1);
        Crc32Combiner combiner = new Crc32Combiner();
        for (int i = 0; i < 500; i++) {
            byte[] data = new byte[random.nextInt(5_000)];
            random.nextBytes(data);
            int cut = random.nextInt(data.length + 1);
            int first = crc(data, 0, cut);
            int second = crc(data, cut, data.length);
            assertThat(combiner.combine(first, second, data.length - cut))
                    .isEqualTo(crc(data, 0, data.length));
        }
    }

    @Test
    void longPiecesWorkToo() {
        // A power of x has the period 2^32 - 1, in bits.
        long period = (1L << 32) - 1;
        Crc32Combiner combiner = new Crc32Combiner();
        assertThat(combiner.combine(0x12345678, 0, period)).isEqualTo(0x12345678);
        assertThat(combiner.combine(0x12345678, 7, 3 * period)).isEqualTo(0x12345678 ^ 7);
    }

    private static int crc(byte[] data, int from, int to) {
        CRC32 sum = new CRC32();
        sum.update(data, from, to - from);
        return (int) sum.getValue();
    }
}
