package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.workload.Workload;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All workloads, in the order in which they are listed and run. */
public final class Catalogue {
    private static final List<Workload> ALL =
            List.of(
                    new Fib("fib"),
                    new Fib("fib-scope"),
                    new Integrate(),
                    new NQueens(),
                    new Uts("uts-t1"),
                    new Uts("uts-t3"),
                    new Matmul(),
                    new Sort("mergesort"),
                    new Sort("sort"),
                    new Longs("sum"),
                    new Longs("map"),
                    new Longs("filter"),
                    new Spawn("spawn"),
                    new Spawn("spawn-fork"),
                    new Skynet("skynet"),
                    new Skynet("skynet-spawn"),
                    new Yield(),
                    new ChainedSpawn(),
                    new RemoteSpawn(),
                    new PingPong(),
                    new Ring(),
                    new Items("channel"),
                    new Items("channel-4x4"),
                    new Sieve("sieve", 0),
                    new Sieve("sieve-64", 64),
                    new Chain("chain-0", 0),
                    new Chain("chain-16", 16),
                    new Chain("chain-100", 100),
                    new Reach("reach-searching"),
                    new Reach("reach-parking"),
                    new Reach("reach-parked"),
                    new Start(),
                    new Memory(),
                    new Uts("uts-memory"),
                    new Idle());

    private Catalogue() {}

    /**
     * All workloads.
     *
     * @return in order
     */
    public static List<Workload> all() {
        return ALL;
    }

    /**
     * Finds a workload by its name.
     *
     * @param name as {@link Workload#name()}
     * @return empty if there is none of that name
     */
    public static Optional<Workload> find(String name) {
        return ALL.stream().filter(workload -> workload.name().equals(name)).findFirst();
    }

    /**
     * All names, for messages.
     *
     * @return names separated by commas
     */
    public static String names() {
        return ALL.stream().map(Workload::name).collect(Collectors.joining(", "));
    }
}
