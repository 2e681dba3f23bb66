/** Texts for people: tables, progress and what kind of terminal there is. */
package dev.raddle.benchmarks.text;
