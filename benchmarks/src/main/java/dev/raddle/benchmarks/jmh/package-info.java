/** JMH benchmarks, for what takes less than a microsecond. */
package dev.raddle.benchmarks.jmh;
