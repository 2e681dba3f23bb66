/**
 * {@code raddle bench}: measures workloads in JVMs of their own and compares the runtimes.
 *
 * <p>The command's process ({@link dev.raddle.benchmarks.bench.BenchSession}) only starts the JVMs,
 * rivals in turn, and makes figures of what they report. A forked JVM ({@link
 * dev.raddle.benchmarks.bench.ForkMain}) measures one rival in one workload and prints one line of
 * JSON.
 */
package dev.raddle.benchmarks.bench;
