package dev.raddle.benchmarks.gzip;

import java.nio.file.Path;

/**
 * What the user asked for.
 *
 * @param mode what to do
 * @param toStandardOutput whether all output goes there
 * @param outputFile where the output goes, or null
 * @param force overwrite files, use terminals
 * @param named whether name and time go into the header
 * @param verbose tell of each file
 * @param progress show a bar
 * @param level 1 to 9
 * @param blockBytes size of a block
 * @param carriers how many; 0 for a plain loop
 */
record Settings(
        Mode mode,
        boolean toStandardOutput,
        Path outputFile,
        boolean force,
        boolean named,
        boolean verbose,
        boolean progress,
        int level,
        int blockBytes,
        int carriers) {

    enum Mode {
        COMPRESS,
        DECOMPRESS,
        TEST
    }

    boolean isCompressing() {
        return mode == Mode.COMPRESS;
    }
}
