/** As much JSON as results need: a writer and a reader of plain maps, lists and values. */
package dev.raddle.benchmarks.json;
