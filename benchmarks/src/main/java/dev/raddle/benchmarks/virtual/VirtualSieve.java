package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.problem.Primes;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.ArrayList;

/**
 * A line of virtual threads, each of which lets only those numbers pass that its prime does not
 * divide.
 */
public final class VirtualSieve {

    private VirtualSieve() {}

    /**
     * Over queues of the JDK's.
     *
     * @param setting {@code primes} and {@code capacity}
     * @return a program
     */
    public static Program byQueue(Setting setting) {
        return program(setting, Passage.ByQueue::make);
    }

    /**
     * Over channels of jox.
     *
     * @param setting {@code primes} and {@code capacity}
     * @return a program
     */
    public static Program byJox(Setting setting) {
        return program(setting, Passage.ByJox::make);
    }

    private static Program program(Setting setting, Passage.Kind kind) {
        int count = setting.get("primes");
        int capacity = setting.get("capacity");
        int last = Primes.nth(count);
        return new OnVirtualThread(() -> sieve(count, last, capacity, kind));
    }

    private static long sieve(int count, int last, int capacity, Passage.Kind kind)
            throws InterruptedException {
        Passage first = kind.make(capacity);
        var filters = new ArrayList<Child>(count);
        filters.add(Child.start(() -> produce(last, first)));
        Passage numbers = first;
        int prime = numbers.receive();
        for (int i = 1; i < count; i++) {
            int divisor = prime;
            Passage from = numbers;
            Passage to = kind.make(capacity);
            filters.add(Child.start(() -> filter(divisor, last, from, to)));
            numbers = to;
            prime = numbers.receive();
        }
        for (Child filter : filters) {
            filter.join();
        }
        return prime;
    }

    private static long produce(int last, Passage to) throws InterruptedException {
        for (int number = 2; number <= last; number++) {
            to.send(number);
        }
        return last;
    }

    private static long filter(int prime, int last, Passage from, Passage to)
            throws InterruptedException {
        int number;
        do {
            number = from.receive();
            if (number % prime != 0) {
                to.send(number);
            }
        } while (number != last);
        return prime;
    }
}
