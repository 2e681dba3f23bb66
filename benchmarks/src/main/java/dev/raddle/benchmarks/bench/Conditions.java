package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Collector;

/**
 * What is the same for all rivals.
 *
 * @param quick whether this is only a smoke run
 * @param collector of garbage
 */
record Conditions(boolean quick, Collector collector) {}
