package dev.raddle.benchmarks.workload;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A runtime that is compared: an engine with its JVM flags. Whatever flags help a rival, Raddle is
 * measured with them too, so that no win comes from flags.
 */
public enum Rival {
    /** Raddle with no flag but those that it needs. */
    RADDLE("raddle", Engine.RADDLE, false),
    /** Raddle with the flags of {@link #VIRTUAL_THREADS_TUNED} that mean something to it. */
    RADDLE_TUNED("raddle-tuned", Engine.RADDLE, true),
    /** Virtual threads as the JDK ships them. */
    VIRTUAL_THREADS("vt", Engine.VIRTUAL_THREADS, false),
    /** Virtual threads without the set of all threads, and with small object headers. */
    VIRTUAL_THREADS_TUNED("vt-tuned", Engine.VIRTUAL_THREADS, true),
    /** The JDK's fork/join pool. */
    FORK_JOIN_POOL("fjp", Engine.FORK_JOIN_POOL, false);

    private static final List<String> TUNED =
            List.of("-Djdk.trackAllThreads=false", "-XX:+UseCompactObjectHeaders");

    private final String id;
    private final Engine engine;
    private final boolean tuned;

    Rival(String id, Engine engine, boolean tuned) {
        this.id = id;
        this.engine = engine;
        this.tuned = tuned;
    }

    /**
     * The rival's name on the command line and in results.
     *
     * @return a short word
     */
    public String id() {
        return id;
    }

    /**
     * What the rival's programs are written for.
     *
     * @return the engine
     */
    public Engine engine() {
        return engine;
    }

    /**
     * The JVM flags that make this rival.
     *
     * @param carriers how many threads shall run its work
     * @return flags beside those that all rivals get
     */
    public List<String> flags(int carriers) {
        Stream<String> parallelism =
                engine == Engine.VIRTUAL_THREADS
                        ? Stream.of(
                                "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                                "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers)
                        : Stream.empty();
        return Stream.concat(parallelism, tuned ? TUNED.stream() : Stream.empty()).toList();
    }

    /**
     * Finds a rival by its name.
     *
     * @param id as {@link #id()}
     * @return empty if there is none of that name
     */
    public static Optional<Rival> find(String id) {
        return Arrays.stream(values()).filter(rival -> rival.id.equals(id)).findFirst();
    }

    /**
     * All names, for messages.
     *
     * @return names separated by commas
     */
    public static String ids() {
        return Arrays.stream(values()).map(Rival::id).collect(Collectors.joining(", "));
    }
}
