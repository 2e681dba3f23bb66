package dev.raddle.benchmarks.workload;

import java.util.Locale;

/** The garbage collector, the same for every rival. */
public enum Collector {
    /** The default of benchmarks: it does nothing while the program runs. */
    PARALLEL("-XX:+UseParallelGC"),
    /** The JVM's own default on all but the smallest machines. */
    G1("-XX:+UseG1GC"),
    /** One thread, for a single carrier. */
    SERIAL("-XX:+UseSerialGC"),
    /** Short pauses. */
    Z("-XX:+UseZGC");

    private final String flag;

    Collector(String flag) {
        this.flag = flag;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The JVM flag that selects it.
     *
     * @return one flag
     */
    public String flag() {
        return flag;
    }
}
