/**
 * jcstress tests of the scheduler's protocols. {@code XTest} holds what must never happen, {@code
 * XBrokenTest} the same over a protocol broken on purpose, which proves that the test can fail.
 *
 * <p>They run on whatever machine they are started on. x86 reorders only a store with a later load,
 * so an acquire or release that is missing shows there only if the compiler makes use of it; where
 * an access mode is checked by reasoning alone, the test says so.
 */
package dev.raddle.scheduler;
