/**
 * The workloads as plain programs on one thread: what their parallel twins are measured against.
 */
package dev.raddle.benchmarks.serial;
