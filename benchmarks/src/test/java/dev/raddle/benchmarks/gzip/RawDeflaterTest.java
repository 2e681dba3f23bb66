package dev.raddle.benchmarks.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Both libraries keep the same contract. */
class RawDeflaterTest {
    private static final ByteBuffer NONE = direct(new byte[0]);

    static Stream<IntFunction<RawDeflater>> makers() {
        Stream<IntFunction<RawDeflater>> system =
                SystemZlib.find().stream().map(zlib -> level -> new SystemDeflater(zlib, level));
        return Stream.concat(system, Stream.of(JdkDeflater::new));
    }

    @ParameterizedTest
    @MethodSource("makers")
    void piecesWithTheirDictionariesMakeOneStream(IntFunction<RawDeflater> maker) throws Exception {
        for (byte[] plain :
                List.of(
                        GzipRunner.text(300_000, 1),
                        GzipRunner.noise(300_000, 2),
                        new byte[300_000])) {
            for (int piece : new int[] {1_000, 40_000, 150_000, 400_000}) {
                try (RawDeflater deflater = maker.apply(6)) {
                    assertThat(inflate(deflateInPieces(deflater, plain, piece), plain.length))
                            .isEqualTo(plain);
                }
            }
        }
    }

    private static byte[] deflateInPieces(RawDeflater deflater, byte[] plain, int piece) {
        ByteBuffer all = direct(plain);
        ByteBuffer packed = ByteBuffer.allocateDirect(2 * plain.length + 10_000);
        for (int at = 0; at < plain.length; at += piece) {
            int length = Math.min(piece, plain.length - at);
            int before = Math.min(Block.DICTIONARY, at);
            deflater.begin(all.slice(at - before, before), all.slice(at, length));
            assertThat(deflater.deflate(packed, at + length == plain.length)).isTrue();
        }
        return bytes(packed);
    }

    @ParameterizedTest
    @MethodSource("makers")
    void goesOnWhenThereIsMoreRoom(IntFunction<RawDeflater> maker) throws Exception {
        byte[] plain = GzipRunner.text(100_000, 3);
        for (int room = 7; room < 40_000; room = room * 3 / 2) {
            try (RawDeflater deflater = maker.apply(6)) {
                deflater.begin(NONE, direct(plain));
                assertThat(inflate(deflateIntoRoomsOf(room, deflater, false), plain.length))
                        .isEqualTo(plain);
                deflater.begin(NONE, direct(plain));
                assertThat(inflate(deflateIntoRoomsOf(room, deflater, true), plain.length))
                        .isEqualTo(plain);
            }
        }
    }

    private static byte[] deflateIntoRoomsOf(int room, RawDeflater deflater, boolean last) {
        ByteBuffer packed = ByteBuffer.allocateDirect(200_000);
        packed.limit(room);
        while (!deflater.deflate(packed, last)) {
            assertThat(packed.hasRemaining()).isFalse();
            packed.limit(packed.position() + room);
        }
        return bytes(packed);
    }

    @ParameterizedTest
    @MethodSource("makers")
    void nothingIsSomethingToo(IntFunction<RawDeflater> maker) throws Exception {
        try (RawDeflater deflater = maker.apply(6)) {
            ByteBuffer packed = ByteBuffer.allocateDirect(100);
            deflater.begin(NONE, NONE);
            assertThat(deflater.deflate(packed, true)).isTrue();
            assertThat(inflate(bytes(packed), 0)).isEmpty();
        }
    }

    @Test
    void anErrorOfTheSystemsLibraryIsNotSwallowed() {
        SystemZlib.find()
                .ifPresent(zlib ->
                        assertThatThrownBy(() -> new SystemDeflater(zlib, 99))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("-2"));
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    private static byte[] bytes(ByteBuffer written) {
        byte[] bytes = new byte[written.position()];
        written.get(0, bytes);
        return bytes;
    }

    private static byte[] inflate(byte[] packed, int length) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[length + 1];
            int inflated = inflater.inflate(plain);
            return Arrays.copyOf(plain, inflated);
        } finally {
            inflater.end();
        }
    }
}
