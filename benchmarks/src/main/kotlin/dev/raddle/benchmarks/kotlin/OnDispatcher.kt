package dev.raddle.benchmarks.kotlin

import dev.raddle.benchmarks.workload.Program
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking

/**
 * A program whose rounds are coroutines of [Dispatchers.Default], Kotlin's own scheduler, which has
 * as many threads as there are carriers by `kotlinx.coroutines.scheduler.core.pool.size`.
 */
internal class OnDispatcher(private val round: suspend CoroutineScope.() -> Long) : Program {

    override fun run(): Long = runBlocking(Dispatchers.Default, round)
}
