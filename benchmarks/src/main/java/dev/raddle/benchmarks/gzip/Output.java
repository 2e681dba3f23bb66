package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What is written: a new file, standard output, a device, or nothing. Errors name it. */
class Output implements AutoCloseable {
    private final String name;
    private final WritableByteChannel channel;
    private long written;

    Output(String name, WritableByteChannel channel) {
        this.name = name;
        this.channel = channel;
    }

    /** Standard output; it stays open. */
    static Output standard(Standard standard) {
        return new Output("stdout", standard.out()) {
            @Override
            IOException failure(IOException cause) {
                return ClosedPipeFailure.isReasonOf(cause)
                        ? new ClosedPipeFailure(cause)
                        : super.failure(cause);
            }

            @Override
            public void close() {}
        };
    }

    /** Swallows everything, for tests of integrity. */
    static Output nowhere() {
        return new Output("nowhere", null) {
            @Override
            void put(ByteBuffer bytes) {
                bytes.position(bytes.limit());
            }

            @Override
            public void close() {}
        };
    }

    /**
     * A file; nobody sees it before it is complete. What is no regular file is written to as is.
     */
    static Output file(Path file, Input input, PartialFiles partialFiles) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return device(file);
        }
        return NewFile.create(file, input, partialFiles);
    }

    private static Output device(Path file) throws IOException {
        try {
            return new Output(file.toString(), FileChannel.open(file, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw GzipFailure.of(file.toString(), e);
        }
    }

    final String name() {
        return name;
    }

    /** Bytes so far. */
    final long written() {
        return written;
    }

    /** Writes all of it. */
    final void write(ByteBuffer bytes) throws IOException {
        written += bytes.remaining();
        try {
            put(bytes);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    void put(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    IOException failure(IOException cause) {
        return GzipFailure.of(name, cause);
    }

    /** All is written: a file takes its name, and the input's time and permissions. */
    void commit(Input input) throws IOException {}

    /** Without a commit before it, leaves nothing behind. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
