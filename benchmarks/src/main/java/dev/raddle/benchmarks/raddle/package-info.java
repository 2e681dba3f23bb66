/** The workloads written for Raddle. */
package dev.raddle.benchmarks.raddle;
