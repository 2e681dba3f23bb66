package dev.raddle.scheduler;

/**
 * Keeps the fields of its subclasses 120 bytes away from whatever the collector puts before them,
 * so that two carriers do not write to the same cache line, nor to the line that is fetched with it
 * (false sharing). The JVM lays out a superclass's fields first.
 */
abstract class Padded {
    // 15 words, read and written by nobody.
    private long p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
