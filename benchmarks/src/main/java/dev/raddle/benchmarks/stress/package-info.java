/** {@code raddle stress}: runs the stress tests, which live in a jar of their own. */
package dev.raddle.benchmarks.stress;
