package dev.raddle.benchmarks.problem;

import java.util.BitSet;

/** Prime numbers, by Eratosthenes: what sieves made of coroutines have to find. */
public final class Primes {

    private Primes() {}

    /**
     * A prime by its ordinal.
     *
     * @param ordinal 1 or more
     * @return 2 for 1, 3 for 2, 5 for 3
     */
    public static int nth(int ordinal) {
        int below = 1 << 4;
        while (true) {
            BitSet primes = below(below);
            if (primes.cardinality() >= ordinal) {
                return primes.stream().skip(ordinal - 1).findFirst().orElseThrow();
            }
            below = Math.multiplyExact(2, below);
        }
    }

    /**
     * What a line of coroutines sends that holds one prime each and lets those numbers pass that it
     * does not divide, until the last of the primes has come out of it.
     *
     * @param count how many primes
     * @return how often any of them, or the source, hands a number over
     */
    public static long sends(int count) {
        int last = nth(count);
        int[] sends = new int[last + 1]; // of each number: 0 if no prime so far divides it
        long all = 0;
        int ordinal = 0;
        for (int prime = 2; prime <= last; prime++) {
            if (sends[prime] == 0) {
                ordinal++;
                for (int multiple = prime; multiple <= last; multiple += prime) {
                    if (sends[multiple] == 0) {
                        sends[multiple] = ordinal;
                        all += ordinal;
                    }
                }
            }
        }
        return all;
    }

    private static BitSet below(int limit) {
        var primes = new BitSet(limit);
        primes.set(2, limit);
        for (int n = 2; n * n < limit; n = primes.nextSetBit(n + 1)) {
            for (int multiple = n * n; multiple < limit; multiple += n) {
                primes.clear(multiple);
            }
        }
        return primes;
    }
}
