package dev.raddle.benchmarks.gzip;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

import java.io.PrintStream;

/** How far one file has come, shown on a terminal. */
interface Progress extends AutoCloseable {
    Progress NONE = bytes -> {};

    /** Called with the bytes of input handled so far. */
    void stepTo(long bytes);

    @Override
    default void close() {}

    /**
     * A bar, or a moving sign if the size is unknown.
     *
     * @param size the input's bytes, -1 for unknown
     */
    static Progress bar(String name, long size, PrintStream terminal) {
        ProgressBar bar =
                new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(size)
                        .setUnit(" MiB", 1 << 20)
                        .showSpeed()
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(terminal, columns()))
                        .build();
        return new Progress() {
            @Override
            public void stepTo(long bytes) {
                bar.stepTo(bytes);
            }

            @Override
            public void close() {
                bar.close();
            }
        };
    }

    private static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{2,3}") ? Integer.parseInt(columns) : 80;
    }
}
