package dev.raddle.benchmarks.gzip;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code raddle gzip}: compresses and decompresses files, as gzip and pigz do. */
@Command(
        name = "gzip",
        description = {
            "Compresses files on all cores, each to FILE.gz; the files are kept.",
            "With no FILE, or when FILE is -, reads standard input and writes standard output."
        },
        usageHelpAutoWidth = true,
        exitCodeOnInvalidInput = Report.ERROR,
        exitCodeOnExecutionException = Report.ERROR,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:an error, of usage too; no partial file is left behind,",
            "  unless the process is killed with -9",
            "2:a warning: a file was skipped, or garbage follows the compressed data",
            "141:whoever read the output has gone (closed pipe)"
        })
public final class GzipCommand implements Callable<Integer> {
    private static final int MAX_CARRIERS = 1024;
    private static final int MIN_BLOCK_KIB = 32;
    private static final int MAX_BLOCK_KIB = 16 * 1024;

    @Spec private CommandSpec spec;

    @Option(
            names = {"-c", "--stdout", "--to-stdout"},
            description = "Write to standard output.")
    private boolean toStandardOutput;

    @Option(
            names = {"-d", "--decompress", "--uncompress"},
            description = "Decompress.")
    private boolean decompress;

    @Option(
            names = {"-t", "--test"},
            description = "Test the integrity of compressed files.")
    private boolean test;

    @Option(
            names = {"-f", "--force"},
            description = "Overwrite files, and let compressed data go to and from a terminal.")
    private boolean force;

    @Option(
            names = {"-k", "--keep"},
            description = "Keep the input: always done, accepted for gzip's sake.")
    private boolean keep;

    @Option(
            names = {"-n", "--no-name"},
            description = "Do not store the file's name and time.")
    private boolean noName;

    @Mixin private LevelOptions levels;

    @Option(
            names = {"-b", "--blocksize"},
            paramLabel = "KIB",
            defaultValue = "128",
            description = "Size of the blocks compressed in parallel; default ${DEFAULT-VALUE}.")
    private int blockKib;

    @Option(
            names = {"-p", "--processes", "--carriers"},
            paramLabel = "CARRIERS",
            description = "How many cores to use; default: all that this process may use.")
    private Integer carriers;

    @Option(
            names = "--serial",
            hidden = true,
            description = "Compress in a plain loop without a scheduler, to compare with.")
    private boolean serial;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the result of a single input goes.")
    private Path output;

    @Option(
            names = {"-q", "--quiet"},
            description = "Suppress warnings.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell the ratio of each file.")
    private boolean verbose;

    @Option(
            names = "--progress",
            description = "Show a progress bar, if standard error is a terminal.")
    private boolean progress;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Parameters(paramLabel = "FILE", description = "What to compress.")
    private List<String> files = new ArrayList<>();

    private final Standard standard;

    /** The command on the process's own standard streams. */
    public GzipCommand() {
        this(Standard.ofProcess());
    }

    GzipCommand(Standard standard) {
        this.standard = standard;
    }

    @Override
    public Integer call() {
        Settings settings = settings();
        Report report = new Report(spec.commandLine().getErr(), quiet);
        try (FileLoop loop = new FileLoop(settings, standard, report)) {
            loop.run(files);
        } catch (ClosedPipeFailure closed) {
            return Report.CLOSED_PIPE;
        }
        return report.exitCode();
    }

    private Settings settings() {
        check(output == null || files.size() <= 1, "-o takes the result of one FILE only");
        check(output == null || !toStandardOutput, "-o and -c exclude each other");
        checkRange("-b", blockKib, MIN_BLOCK_KIB, MAX_BLOCK_KIB);
        int carrierCount = serial ? 0 : carrierCount();
        return new Settings(
                test
                        ? Settings.Mode.TEST
                        : decompress ? Settings.Mode.DECOMPRESS : Settings.Mode.COMPRESS,
                toStandardOutput,
                output,
                force,
                !noName,
                verbose && !quiet,
                progress && !quiet,
                levels.level(),
                blockKib * 1024,
                carrierCount);
    }

    private int carrierCount() {
        if (carriers == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        checkRange("-p", carriers, 1, MAX_CARRIERS);
        return carriers;
    }

    private void checkRange(String option, int value, int least, int most) {
        check(
                value >= least && value <= most,
                "%s is a number from %d to %d, not %d".formatted(option, least, most, value));
    }

    private void check(boolean condition, String message) {
        if (!condition) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
