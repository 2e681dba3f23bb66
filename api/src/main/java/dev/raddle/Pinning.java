package dev.raddle;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * Which CPU each carrier is bound to. Pinning is done on Linux; elsewhere carriers are unpinned.
 */
public sealed interface Pinning {

    /**
     * One CPU per carrier, but only where this process may use exactly as many CPUs as there are
     * carriers. Two containers that share a big host with a quota of two CPUs each thus never sit
     * on the same two.
     *
     * @return the default policy
     */
    static Pinning auto() {
        return new Auto();
    }

    /**
     * Carriers go wherever the operating system puts them.
     *
     * @return the policy without pinning
     */
    static Pinning none() {
        return new None();
    }

    /**
     * Carrier <i>i</i> is bound to the <i>i</i>-th CPU given.
     *
     * @param cpus numbers of CPUs as the operating system counts them, one for each carrier: where
     *     {@link Scheduler.Builder#carriers} is not called, they say how many carriers there are.
     *     Opening a scheduler fails with an {@code IllegalArgumentException} that lists the usable
     *     ones if one of them may not be used
     * @return the explicit policy
     * @throws IllegalArgumentException if there is none, one is negative, or one is named twice
     */
    static Pinning cpus(int... cpus) {
        Objects.requireNonNull(cpus, "cpus");
        return new Cpus(Arrays.stream(cpus).boxed().toList());
    }

    /** See {@link Pinning#auto()}. */
    record Auto() implements Pinning {}

    /** See {@link Pinning#none()}. */
    record None() implements Pinning {}

    /**
     * See {@link Pinning#cpus(int...)}.
     *
     * @param cpus one CPU for each carrier
     */
    record Cpus(List<Integer> cpus) implements Pinning {
        /**
         * Checks the list.
         *
         * @throws IllegalArgumentException if it is empty, or holds a negative number or one number
         *     twice
         */
        public Cpus {
            cpus = List.copyOf(Objects.requireNonNull(cpus, "cpus"));
            if (cpus.isEmpty()) {
                throw new IllegalArgumentException("name at least one CPU, or use Pinning.none()");
            }
            var seen = new HashSet<Integer>();
            for (int cpu : cpus) {
                if (cpu < 0) {
                    throw new IllegalArgumentException("a CPU's number is 0 or more, not " + cpu);
                }
                if (!seen.add(cpu)) {
                    throw new IllegalArgumentException(
                            "CPU %d is named twice in %s: name another one for each carrier"
                                    .formatted(cpu, cpus));
                }
            }
        }
    }
}
