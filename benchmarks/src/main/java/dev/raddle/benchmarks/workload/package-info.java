/**
 * What is measured: the workloads, their parameters and answers, and the runtimes compared.
 *
 * <p>A workload's program for each engine is a small class in the engine's own package.
 */
package dev.raddle.benchmarks.workload;
