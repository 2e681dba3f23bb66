package dev.raddle.benchmarks.workload;

/** What a program is written for. One engine makes several {@link Rival}s by its JVM flags. */
public enum Engine {
    /** Raddle's coroutines. */
    RADDLE,
    /** The JDK's virtual threads on their default scheduler. */
    VIRTUAL_THREADS,
    /** The channels of jox between the JDK's virtual threads. */
    JOX,
    /** The coroutines of kotlinx.coroutines, on its default dispatcher. */
    KOTLIN,
    /** The JDK's {@code ForkJoinPool} with tasks of its own kind. */
    FORK_JOIN_POOL,
    /** Parallel streams, and what else of the JDK's library splits its work by itself. */
    PARALLEL_STREAMS,
    /** One thread and no runtime at all. */
    SERIAL
}
