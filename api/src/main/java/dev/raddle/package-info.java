/**
 * What a user of Raddle sees. Start at {@link dev.raddle.Scheduler}.
 *
 * <p>No argument may be null unless its text says so; null is a {@code NullPointerException}.
 */
package dev.raddle;
