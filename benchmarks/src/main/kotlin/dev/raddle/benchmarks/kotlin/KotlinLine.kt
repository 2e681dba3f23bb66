package dev.raddle.benchmarks.kotlin

import dev.raddle.benchmarks.workload.Program
import dev.raddle.benchmarks.workload.Setting
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.launch

/** Coroutines in a line, through all of which numbers go. */
object KotlinLine {

    /** `coroutines`, `items` and `capacity`. */
    @JvmStatic
    fun program(setting: Setting): Program {
        val count = setting.get("coroutines")
        val items = setting.get("items")
        val capacity = setting.get("capacity")
        return OnDispatcher {
            val first = Channel<Int>(capacity)
            launch {
                for (item in 0..<items) {
                    first.send(item)
                }
            }
            var last: ReceiveChannel<Int> = first
            repeat(count) {
                val from = last
                val to = Channel<Int>(capacity)
                launch {
                    repeat(items) { to.send(from.receive()) }
                }
                last = to
            }
            var sum = 0L
            repeat(items) { sum += last.receive() }
            sum
        }
    }
}
