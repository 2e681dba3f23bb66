/**
 * The workloads written for the JDK's virtual threads with the least on top of them: {@code
 * Thread.startVirtualThread}, a plain object for the result, and {@code Thread.join}. Executors and
 * future tasks do the same and more. Those of channels are over the JDK's queues or over jox.
 */
package dev.raddle.benchmarks.virtual;
