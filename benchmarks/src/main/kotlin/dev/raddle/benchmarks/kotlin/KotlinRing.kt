package dev.raddle.benchmarks.kotlin

import dev.raddle.benchmarks.workload.Program
import dev.raddle.benchmarks.workload.Setting
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel

/** Coroutines in a ring that pass a token on. */
object KotlinRing {

    /** Over channels with room for one; `hops` and `coroutines`. */
    @JvmStatic
    fun program(setting: Setting): Program {
        val hops = setting.get("hops")
        val count = setting.get("coroutines")
        return OnDispatcher {
            val channels = List(count) { Channel<Int>(1) }
            val members =
                List(count) { i ->
                    async { pass(i + 1, count, channels[i], channels[(i + 1) % count]) }
                }
            channels[0].send(hops)
            members.awaitAll().sum()
        }
    }

    /** The name of who has the token at 0, or 0; below that the token tells all to end. */
    private suspend fun pass(
        name: Int,
        count: Int,
        from: ReceiveChannel<Int>,
        to: SendChannel<Int>,
    ): Long {
        while (true) {
            val token = from.receive()
            if (token > 1 - count) {
                to.send(token - 1)
            }
            if (token <= 0) {
                return if (token == 0) name.toLong() else 0
            }
        }
    }
}
