package dev.raddle.scheduler.cpu;

/** Which carrier is kept on which CPU. */
public sealed interface PinningPolicy {
    /**
     * {@return the CPU of each carrier; an array of length 0 if none is pinned}
     *
     * @param usable what the process may use
     * @param carriers how many carriers there will be
     * @throws IllegalArgumentException if CPUs are demanded that the process may not use, or not
     *     exactly as many as there are carriers
     */
    int[] assign(UsableCpus usable, int carriers);

    /**
     * {@return the default: pins only where the process may use exactly as many CPUs as there are
     * carriers, and all of each}
     *
     * <p>Elsewhere somebody shares the machine by a rule that we do not know. Two containers with a
     * quota of 2 on a big host would both sit on CPUs 0 and 1.
     */
    static PinningPolicy automatic() {
        return new Automatic();
    }

    /** {@return the policy that pins nobody} */
    static PinningPolicy none() {
        return new None();
    }

    /**
     * {@return the policy that gives the carriers these CPUs, in ascending order}
     *
     * @param cpus as many as there will be carriers
     */
    static PinningPolicy on(CpuSet cpus) {
        return new Explicit(cpus);
    }

    /** See {@link #automatic()}. */
    record Automatic() implements PinningPolicy {
        @Override
        public int[] assign(UsableCpus usable, int carriers) {
            boolean exact = usable.mask().size() == carriers && usable.quota() >= carriers;
            return exact ? usable.mask().toArray() : new int[0];
        }
    }

    /** See {@link #none()}. */
    record None() implements PinningPolicy {
        @Override
        public int[] assign(UsableCpus usable, int carriers) {
            return new int[0];
        }
    }

    /**
     * See {@link #on(CpuSet)}.
     *
     * @param cpus the CPUs to use
     */
    record Explicit(CpuSet cpus) implements PinningPolicy {
        @Override
        public int[] assign(UsableCpus usable, int carriers) {
            // Where the mask is not known nobody can be pinned either: nothing to check.
            if (!usable.mask().isEmpty() && !usable.mask().containsAll(cpus)) {
                throw new IllegalArgumentException(
                        "cannot pin to the CPUs %s: this process may use %s"
                                .formatted(cpus, usable.mask()));
            }
            if (cpus.size() != carriers) {
                throw new IllegalArgumentException(
                        ("cannot pin %s to %s (%s): name exactly one CPU for each carrier, or"
                                        + " leave out carriers(), and there is one for each CPU")
                                .formatted(
                                        count(carriers, "carrier"),
                                        count(cpus.size(), "CPU"),
                                        cpus));
            }
            return cpus.toArray();
        }

        private static String count(int count, String thing) {
            return count + " " + thing + (count == 1 ? "" : "s");
        }
    }
}
