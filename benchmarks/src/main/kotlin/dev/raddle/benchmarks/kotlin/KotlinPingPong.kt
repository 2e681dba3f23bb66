package dev.raddle.benchmarks.kotlin

import dev.raddle.benchmarks.workload.Program
import dev.raddle.benchmarks.workload.Setting
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.Channel.Factory.RENDEZVOUS

/** Two coroutines that hand one thing over to each other, there and back. */
object KotlinPingPong {

    /** Over rendezvous channels; `hops`. */
    @JvmStatic
    fun program(setting: Setting): Program {
        val rounds = setting.get("hops") / 2
        return OnDispatcher {
            val there = Channel<Int>(RENDEZVOUS)
            val back = Channel<Int>(RENDEZVOUS)
            val pong = async {
                var hops = 0L
                repeat(rounds) {
                    back.send(there.receive())
                    hops++
                }
                hops
            }
            var hops = 0L
            repeat(rounds) { i ->
                there.send(i)
                check(back.receive() == i)
                hops++
            }
            hops + pong.await()
        }
    }
}
