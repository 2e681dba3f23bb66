package dev.raddle.benchmarks.gzip;

import java.nio.ByteBuffer;
import java.util.zip.Deflater;

/** Deflates with the JDK's zlib. */
final class JdkDeflater implements RawDeflater {
    private final Deflater deflater;

    JdkDeflater(int level) {
        this.deflater = new Deflater(level, true);
    }

    @Override
    public void begin(ByteBuffer dictionary, ByteBuffer content) {
        deflater.reset();
        deflater.setDictionary(dictionary);
        deflater.setInput(content);
    }

    @Override
    public boolean deflate(ByteBuffer output, boolean last) {
        if (last) {
            deflater.finish();
        }
        deflater.deflate(output, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
        return output.hasRemaining() || deflater.finished();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
