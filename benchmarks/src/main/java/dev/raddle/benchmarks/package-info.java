/** The {@code raddle} command line. */
package dev.raddle.benchmarks;
