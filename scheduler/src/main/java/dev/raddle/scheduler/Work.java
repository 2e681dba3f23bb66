package dev.raddle.scheduler;

/**
 * What a carrier's queues hold: a coroutine that has not started, a host whose coroutine goes on,
 * or a virtual thread that is not ours but lives on our carriers.
 */
sealed interface Work permits CoroutineImpl, Host, Guest {}
