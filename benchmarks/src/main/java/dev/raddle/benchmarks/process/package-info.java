/** Child processes: other JVMs of the same kind, killed with their parent. */
package dev.raddle.benchmarks.process;
