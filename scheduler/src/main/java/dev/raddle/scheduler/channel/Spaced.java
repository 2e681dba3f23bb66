package dev.raddle.scheduler.channel;

/**
 * Keeps the fields of its subclasses 120 bytes away from whatever the collector puts before them:
 * two cache lines, since lines are fetched in pairs (false sharing).
 */
abstract class Spaced {
    // 15 words, read and written by nobody.
    private long p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;
}
