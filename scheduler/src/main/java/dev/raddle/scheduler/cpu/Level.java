package dev.raddle.scheduler.cpu;

/** What two CPUs have in common, from the nearest to the farthest. */
enum Level {
    /** They are hardware threads of one core (SMT siblings) and share everything. */
    CORE,
    /** They share a second-level cache: a cluster of small cores. */
    L2,
    /** They share a third-level cache. */
    L3,
    /** They share the memory of one NUMA node. */
    NODE,
    /** They sit in one package (socket). */
    PACKAGE,
    /** They share nothing but the machine; also where nothing is known. */
    MACHINE
}
