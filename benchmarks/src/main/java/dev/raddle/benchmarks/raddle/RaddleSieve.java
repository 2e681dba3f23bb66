package dev.raddle.benchmarks.raddle;

import dev.raddle.Channel;
import dev.raddle.Receiver;
import dev.raddle.Scope;
import dev.raddle.Sender;
import dev.raddle.benchmarks.problem.Primes;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/**
 * A line of coroutines, each of which lets only those numbers pass that its prime does not divide.
 */
public final class RaddleSieve {

    private RaddleSieve() {}

    /**
     * One coroutine for each prime.
     *
     * @param setting {@code primes} and {@code capacity}
     * @return a program
     */
    public static Program program(Setting setting) {
        int count = setting.get("primes");
        int capacity = setting.get("capacity");
        int last = Primes.nth(count);
        return new OnScheduler(setting, () -> sieve(count, last, capacity));
    }

    private static long sieve(int count, int last, int capacity) throws InterruptedException {
        Channel<Integer> first = Channel.buffered(capacity);
        try (Scope scope = Scope.open()) {
            scope.fork(() -> produce(last, first));
            Channel<Integer> numbers = first;
            int prime = numbers.receive();
            for (int i = 1; i < count; i++) {
                int divisor = prime;
                Receiver<Integer> from = numbers;
                Channel<Integer> to = Channel.buffered(capacity);
                scope.fork(() -> filter(divisor, last, from, to));
                numbers = to;
                prime = numbers.receive();
            }
            scope.join();
            return prime;
        }
    }

    private static Void produce(int last, Sender<Integer> to) throws InterruptedException {
        for (int number = 2; number <= last; number++) {
            to.send(number);
        }
        return null;
    }

    private static Void filter(int prime, int last, Receiver<Integer> from, Sender<Integer> to)
            throws InterruptedException {
        int number;
        do {
            number = from.receive();
            if (number % prime != 0) {
                to.send(number);
            }
        } while (number != last);
        return null;
    }
}
