/**
 * The workloads written with the JDK's parallel streams, where they suit them, and with its
 * parallel sort. Inside a pool both use its threads and no others.
 */
package dev.raddle.benchmarks.streams;
