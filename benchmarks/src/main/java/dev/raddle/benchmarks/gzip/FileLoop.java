package dev.raddle.benchmarks.gzip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Goes through the files. One that fails is reported, and does not stop the others. */
final class FileLoop implements AutoCloseable {
    private static final String STANDARD = "-";

    private final Settings settings;
    private final Standard standard;
    private final Report report;
    private final PartialFiles partialFiles = new PartialFiles();
    private Compressor compressor;

    FileLoop(Settings settings, Standard standard, Report report) {
        this.settings = settings;
        this.standard = standard;
        this.report = report;
    }

    /**
     * Handles all files.
     *
     * @throws ClosedPipeFailure if nobody reads our output any more
     */
    void run(List<String> names) throws ClosedPipeFailure {
        for (String name : names.isEmpty() ? List.of(STANDARD) : names) {
            try {
                handle(name);
            } catch (ClosedPipeFailure closed) {
                throw closed;
            } catch (InvalidPathException e) {
                report.error(name + ": no file can have this name here: " + e.getReason());
            } catch (IOException e) {
                report.error(e.getMessage());
            }
        }
    }

    private void handle(String name) throws IOException {
        if (name.equals(STANDARD)) {
            if (mayUseTerminal(settings.outputFile() == null)) {
                standardInput();
            }
            return;
        }
        Path file = existing(Path.of(name));
        if (name.isEmpty()) {
            report.error("the name of a file is missing: '' was given");
        } else if (Files.isDirectory(file)) {
            report.warning(file + " is a directory -- ignored");
        } else if (isOutputGiven()) {
            if (mayUseTerminal(settings.toStandardOutput())) {
                copy(file, settings.outputFile());
            }
        } else {
            copyBeside(file);
        }
    }

    /** As gzip does, takes {@code name} for {@code name.gz} if only that exists. */
    private Path existing(Path file) {
        boolean guess = !settings.isCompressing() && !Files.exists(file);
        return guess && Files.exists(Suffix.compressed(file)) ? Suffix.compressed(file) : file;
    }

    private boolean isOutputGiven() {
        return settings.toStandardOutput()
                || settings.outputFile() != null
                || settings.mode() == Settings.Mode.TEST;
    }

    private void copyBeside(Path file) throws IOException {
        boolean compress = settings.isCompressing();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            report.warning(file + " is not a directory or a regular file -- ignored");
        } else if (compress && Suffix.isKnown(file) && !settings.force()) {
            report.warning(file + " already has a compressed file's suffix -- unchanged");
        } else if (!compress && !Suffix.isKnown(file)) {
            report.warning(file + ": unknown suffix -- ignored");
        } else {
            copy(file, compress ? Suffix.compressed(file) : Suffix.plain(file).orElseThrow());
        }
    }

    private void standardInput() throws IOException {
        copy(Input.standard(standard), settings.outputFile());
    }

    private void copy(Path file, Path target) throws IOException {
        if (isSame(file, target)) {
            report.error(target + " is the input, which is kept: name another file with -o");
            return;
        }
        try (Input input = Input.open(file)) {
            copy(input, target);
        }
    }

    private static boolean isSame(Path file, Path target) throws IOException {
        return target != null
                && Files.exists(file)
                && Files.exists(target)
                && Files.isSameFile(file, target);
    }

    /** Handles one input; a target of null is standard output. */
    private void copy(Input input, Path target) throws IOException {
        if (isInTheWay(target)) {
            report.warning(target + " already exists; not overwritten");
            return;
        }
        try (Output output = output(input, target);
                Progress progress = progress(input)) {
            boolean garbage = transfer(input, output, progress);
            output.commit(input);
            tell(input, output);
            if (garbage) {
                report.warning(input.name() + ": decompression OK, trailing garbage ignored");
            }
        }
    }

    private boolean isInTheWay(Path target) {
        return target != null
                && !settings.force()
                && settings.mode() != Settings.Mode.TEST
                && Files.isRegularFile(target);
    }

    private Output output(Input input, Path target) throws IOException {
        if (settings.mode() == Settings.Mode.TEST) {
            return Output.nowhere();
        }
        return target == null
                ? Output.standard(standard)
                : Output.file(target, input, partialFiles);
    }

    private Progress progress(Input input) {
        return settings.progress() && standard.errIsTerminal()
                ? Progress.bar(input.name(), input.size(), standard.err())
                : Progress.NONE;
    }

    /** Returns whether something unknown follows the compressed data. */
    private boolean transfer(Input input, Output output, Progress progress) throws IOException {
        if (!settings.isCompressing()) {
            return new Decompressor(input, output, progress).run();
        }
        if (compressor == null) {
            compressor =
                    new Compressor(settings.level(), settings.blockBytes(), settings.carriers());
        }
        GzipHeader header = input.header(settings.named(), settings.level());
        compressor.compress(input, output, header, progress);
        return false;
    }

    private void tell(Input input, Output output) {
        if (!settings.verbose()) {
            return;
        }
        if (settings.mode() == Settings.Mode.TEST) {
            report.print(input.name() + ":\t OK");
            return;
        }
        long plain = settings.isCompressing() ? input.consumed() : output.written();
        long packed = settings.isCompressing() ? output.written() : input.consumed();
        double saved = plain == 0 ? 0 : 100.0 * (plain - packed) / plain;
        report.print("%s:\t%5.1f%% -- created %s".formatted(input.name(), saved, output.name()));
    }

    private boolean mayUseTerminal(boolean outputIsStandard) {
        if (settings.force() || settings.mode() == Settings.Mode.TEST) {
            return true;
        }
        boolean compress = settings.isCompressing();
        boolean refused =
                compress ? outputIsStandard && standard.outIsTerminal() : standard.inIsTerminal();
        if (refused) {
            report.error(
                    "compressed data not "
                            + (compress ? "written to" : "read from")
                            + " a terminal. Use -f to force it. For help, type: raddle gzip -h");
        }
        return !refused;
    }

    @Override
    public void close() {
        if (compressor != null) {
            compressor.close();
        }
        partialFiles.close();
    }
}
