/**
 * What the programs of a workload work on, whatever runs them: the trees, the functions, the
 * matrices, the arrays. How the work is cut and joined is the programs' own.
 */
package dev.raddle.benchmarks.problem;
