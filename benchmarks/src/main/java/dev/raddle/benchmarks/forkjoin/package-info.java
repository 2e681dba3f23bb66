/** The workloads written for the JDK's fork/join pool, where they suit it. */
package dev.raddle.benchmarks.forkjoin;
