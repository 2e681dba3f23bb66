package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A walk over the hosts finds each that was there before, also while the owner makes room. */
class HostRegistryTest {
    private static final Engine ENGINE =
            new Engine("stress", new int[][] {{}}, 2, 2, System::nanoTime, () -> {});
    private static final Host ALIVE = new Host(ENGINE.carrier(0));
    private static final Host NEW = new Host(ENGINE.carrier(0));
    private static final Host ENDED = ended();

    /** A host that ends at once: it may not rest where no carrier is. */
    private static Host ended() {
        var host = new Host(ENGINE.carrier(0));
        try {
            host.runBodies();
        } catch (RuntimeException e) {
            // as expected
        }
        return host;
    }

    /** A full table of hosts that have ended, and the one alive at its end. */
    abstract static class SweepOrWalk {
        private static final int FIRST_TABLE = 16;

        private final Together together = new Together();
        private final HostRegistry registry;

        SweepOrWalk(HostRegistry registry) {
            this.registry = registry;
            for (int i = 1; i < FIRST_TABLE; i++) {
                registry.add(ENDED);
            }
            registry.add(ALIVE);
        }

        final void addOneMore() {
            together.begin();
            registry.add(NEW);
        }

        final int timesFound() {
            together.begin();
            int[] found = {0};
            registry.forEach(host -> found[0] += host == ALIVE ? 1 : 0);
            return found[0];
        }

        final int timesFoundLater() {
            int[] found = {0};
            registry.forEach(host -> found[0] += host == ALIVE || host == NEW ? 1 : 0);
            return found[0];
        }
    }

    @JCStressTest
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Found in the old table or in the new one.")
    @Outcome(expect = FORBIDDEN, desc = "Missed, or found twice.")
    @State
    public static class SweepOrWalked extends SweepOrWalk {
        public SweepOrWalked() {
            super(new HostRegistry());
        }

        @Actor
        public void owner() {
            addOneMore();
        }

        @Actor
        public void reader(II_Result r) {
            r.r1 = timesFound();
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = timesFoundLater();
        }
    }
}
