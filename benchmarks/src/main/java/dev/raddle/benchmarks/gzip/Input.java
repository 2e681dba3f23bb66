package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What is read: a file, or standard input. Errors name it. */
final class Input implements AutoCloseable {
    private final String name;
    private final ReadableByteChannel channel;
    private final Path file;
    private final long size;
    private long consumed;

    private Input(String name, ReadableByteChannel channel, Path file, long size) {
        this.name = name;
        this.channel = channel;
        this.file = file;
        this.size = size;
    }

    static Input standard(Standard standard) {
        return new Input("stdin", standard.in(), null, -1);
    }

    static Input open(Path file) throws IOException {
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : -1;
            return new Input(file.toString(), FileChannel.open(file), file, size);
        } catch (IOException e) {
            throw GzipFailure.of(file.toString(), e);
        }
    }

    /** As shown in messages. */
    String name() {
        return name;
    }

    /** Bytes, or -1 for unknown. */
    long size() {
        return size;
    }

    /** Bytes read so far. */
    long consumed() {
        return consumed;
    }

    /** The header that gzip would write: name and time of a file, nothing for standard input. */
    GzipHeader header(boolean named, int level) throws IOException {
        if (!isRegularFile() || !named) {
            return new GzipHeader("", 0, level);
        }
        long seconds = modified().to(TimeUnit.SECONDS);
        return new GzipHeader(file.getFileName().toString(), seconds, level);
    }

    int read(ByteBuffer buffer) throws IOException {
        try {
            int read = channel.read(buffer);
            consumed += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            throw GzipFailure.of(name, e);
        }
    }

    /** When it was modified, or null if it is no regular file. */
    FileTime modified() throws IOException {
        return isRegularFile() ? Files.getLastModifiedTime(file) : null;
    }

    /** Who may do what, or null if it is no regular file, or files have no such thing here. */
    Set<PosixFilePermission> permissions() throws IOException {
        if (!isRegularFile()) {
            return null;
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return view == null ? null : view.readAttributes().permissions();
    }

    private boolean isRegularFile() {
        return size >= 0;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            channel.close();
        }
    }
}
