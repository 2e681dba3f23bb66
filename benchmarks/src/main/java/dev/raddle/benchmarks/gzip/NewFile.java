package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that is written under another name beside its place, and moved there when complete. */
final class NewFile extends Output {
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?>[] ANY = {};
    private static final FileAttribute<?>[] OWNER_ONLY = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };

    private final Path file;
    private final Path partial;
    private final PartialFiles partialFiles;

    private NewFile(Path file, Path partial, FileChannel channel, PartialFiles partialFiles) {
        super(file.toString(), channel);
        this.file = file;
        this.partial = partial;
        this.partialFiles = partialFiles;
    }

    /** Only the owner may see what is not complete, as the input may be nobody else's business. */
    static NewFile create(Path file, Input input, PartialFiles partialFiles) throws IOException {
        FileAttribute<?>[] attributes = input.permissions() == null ? ANY : OWNER_ONLY;
        Path partial = partialFiles.reserveBeside(file);
        try {
            FileChannel channel = FileChannel.open(partial, NEW, attributes);
            return new NewFile(file, partial, channel, partialFiles);
        } catch (IOException e) {
            partialFiles.forget(partial);
            throw GzipFailure.of(file.toString(), e);
        }
    }

    @Override
    void commit(Input input) throws IOException {
        try {
            super.close();
            copyAttributes(input);
            partialFiles.move(partial, file);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void copyAttributes(Input input) throws IOException {
        Set<PosixFilePermission> permissions = input.permissions();
        if (permissions != null) {
            Files.setPosixFilePermissions(partial, permissions);
        }
        FileTime modified = input.modified();
        if (modified != null) {
            Files.setLastModifiedTime(partial, modified);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        partialFiles.delete(partial);
    }
}
