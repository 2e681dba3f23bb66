package dev.raddle.scheduler;

/**
 * A virtual thread that was started by code inside a coroutine and so inherited our scheduler
 * (DESIGN F4): a fork of a {@code StructuredTaskScope}, say. We run it; we know nothing of it.
 *
 * @param continuation mounts the virtual thread on the carrier that runs it
 */
record Guest(Runnable continuation) implements Work {}
