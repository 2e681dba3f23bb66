/** The workloads known to {@code raddle bench}. */
package dev.raddle.benchmarks.catalogue;
