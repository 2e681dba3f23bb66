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
    /** Channels of jox between virtual threads as the JDK ships them. */
    JOX("jox", Engine.JOX, false),
    /** The same with what tunes virtual threads. */
    JOX_TUNED("jox-tuned", Engine.JOX, true),
    /** Coroutines of kotlinx.coroutines with as many threads as carriers. */
    KOTLIN("kotlin", Engine.KOTLIN, false),
    /** The JDK's fork/join pool. */
    FORK_JOIN_POOL("fjp", Engine.FORK_JOIN_POOL, false),
    /** The JDK's parallel streams and sorts, in a pool with a thread for each carrier. */
    PARALLEL_STREAMS("streams", Engine.PARALLEL_STREAMS, false),
    /** The plain program on one thread: what speed-ups are told against. */
    SERIAL("serial", Engine.SERIAL, false);

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
        return Stream.concat(parallelism(carriers), tuned ? TUNED.stream() : Stream.empty())
                .toList();
    }

    /** The JDK's parallel sorts ask the common pool whether to split, whatever pool runs them. */
    private Stream<String> parallelism(int carriers) {
        return switch (engine) {
            case VIRTUAL_THREADS, JOX ->
                    Stream.of(
                            "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
                            "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers);
            case KOTLIN ->
                    Stream.of(
                            "-Dkotlinx.coroutines.scheduler.core.pool.size=" + carriers,
                            "-Dkotlinx.coroutines.scheduler.max.pool.size=" + carriers);
            case PARALLEL_STREAMS ->
                    Stream.of("-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + carriers);
            default -> Stream.empty();
        };
    }

    /**
     * How many threads run this rival's work.
     *
     * @param carriers how many the user asked for
     * @return as many, but one for the serial program
     */
    public int carriers(int carriers) {
        return engine == Engine.SERIAL ? 1 : carriers;
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
