package dev.raddle.benchmarks.gzip;

import picocli.CommandLine.Option;

/** {@code -1} to {@code -9}: one option each, of which the last one counts. */
final class LevelOptions {
    private static final int DEFAULT = 6;

    private int level = DEFAULT;

    int level() {
        return level;
    }

    @Option(
            names = {"-1", "--fast"},
            order = 1,
            description = "Compress faster.")
    void level1(boolean on) {
        set(on, 1);
    }

    @Option(names = "-2", hidden = true)
    void level2(boolean on) {
        set(on, 2);
    }

    @Option(names = "-3", hidden = true)
    void level3(boolean on) {
        set(on, 3);
    }

    @Option(names = "-4", hidden = true)
    void level4(boolean on) {
        set(on, 4);
    }

    @Option(names = "-5", hidden = true)
    void level5(boolean on) {
        set(on, 5);
    }

    @Option(names = "-6", order = 2, description = "Levels in between; the default is -6.")
    void level6(boolean on) {
        set(on, 6);
    }

    @Option(names = "-7", hidden = true)
    void level7(boolean on) {
        set(on, 7);
    }

    @Option(names = "-8", hidden = true)
    void level8(boolean on) {
        set(on, 8);
    }

    @Option(
            names = {"-9", "--best"},
            order = 3,
            description = "Compress better.")
    void level9(boolean on) {
        set(on, 9);
    }

    private void set(boolean on, int value) {
        if (on) {
            level = value;
        }
    }
}
