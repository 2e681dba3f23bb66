package dev.raddle.benchmarks.kotlin

import dev.raddle.benchmarks.problem.Primes
import dev.raddle.benchmarks.workload.Program
import dev.raddle.benchmarks.workload.Setting
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.launch

/** A line of coroutines, each of which lets only those numbers pass that its prime does not divide. */
object KotlinSieve {

    /** `primes` and `capacity`. */
    @JvmStatic
    fun program(setting: Setting): Program {
        val count = setting.get("primes")
        val capacity = setting.get("capacity")
        val last = Primes.nth(count)
        return OnDispatcher {
            var numbers = Channel<Int>(capacity)
            val first = numbers
            launch {
                for (number in 2..last) {
                    first.send(number)
                }
            }
            var prime = numbers.receive()
            repeat(count - 1) {
                val from = numbers
                val to = Channel<Int>(capacity)
                val divisor = prime
                launch { filter(divisor, last, from, to) }
                numbers = to
                prime = numbers.receive()
            }
            prime.toLong()
        }
    }

    private suspend fun filter(
        prime: Int,
        last: Int,
        from: ReceiveChannel<Int>,
        to: SendChannel<Int>,
    ) {
        do {
            val number = from.receive()
            if (number % prime != 0) {
                to.send(number)
            }
        } while (number != last)
    }
}
