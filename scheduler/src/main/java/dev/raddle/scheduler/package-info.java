/**
 * The engine: carriers and what they run. Everything is package-private but what a sibling package
 * needs: {@link dev.raddle.scheduler.RaddleProvider}, which binds the engine to the API, is public
 * for {@link java.util.ServiceLoader}. {@code docs/ARCHITECTURE.md} shows how the parts fit.
 */
package dev.raddle.scheduler;
