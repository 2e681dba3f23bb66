/**
 * The workloads written for the JDK's virtual threads, each in the fastest of the usual ways:
 * {@code Thread.startVirtualThread} with a plain object for the result, and {@code Thread.join}.
 * Executors and future tasks do the same and more, and were slower.
 */
package dev.raddle.benchmarks.virtual;
