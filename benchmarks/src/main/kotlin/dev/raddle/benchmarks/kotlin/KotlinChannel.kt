package dev.raddle.benchmarks.kotlin

import dev.raddle.benchmarks.workload.Program
import dev.raddle.benchmarks.workload.Setting
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch

/** Producers and consumers of numbers at the ends of one channel. */
object KotlinChannel {

    /** `items`, `capacity` and `pairs`. */
    @JvmStatic
    fun program(setting: Setting): Program {
        val capacity = setting.get("capacity")
        val pairs = setting.get("pairs")
        val each = setting.get("items") / pairs
        return OnDispatcher {
            val channel = Channel<Int>(capacity)
            repeat(pairs) { i ->
                launch {
                    for (item in i * each..<(i + 1) * each) {
                        channel.send(item)
                    }
                }
            }
            List(pairs) {
                    async {
                        var sum = 0L
                        repeat(each) { sum += channel.receive() }
                        sum
                    }
                }
                .awaitAll()
                .sum()
        }
    }
}
