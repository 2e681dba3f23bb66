package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import java.util.concurrent.RejectedExecutionException;

/**
 * How a scheduler ends: its carriers stop when no coroutine lives any more, and not before.
 *
 * <p>Checked by reasoning only on x86: that whoever sees an end sees its start (release, acquire).
 */
class LifecycleTest {

    /** Two carriers without threads. */
    abstract static class Closing {
        private final Together together = new Together();
        private final Engine engine;
        private final Lifecycle lifecycle;

        Closing(Lifecycle lifecycle) {
            this.lifecycle = lifecycle;
            engine = new Engine("stress", new int[][] {{1}, {0}}, 2, 2, System::nanoTime, () -> {});
            lifecycle.startWithoutThreads(engine);
        }

        final Lifecycle lifecycle() {
            return lifecycle;
        }

        final boolean isStopped() {
            return engine.isStopped();
        }

        final void begin() {
            together.begin();
        }

        final void close() {
            together.begin();
            lifecycle.close(0);
        }

        /** One coroutine starts another and ends elsewhere; at each moment one or two live. */
        final boolean liveAndLetLive(int generations) {
            boolean stopped = false;
            for (int i = 0; i < generations; i++) {
                engine.carrier(i & 1).countSpawned();
                engine.carrier(~i & 1).countFinished();
                stopped |= engine.isStopped();
            }
            return stopped;
        }

        /** The last one ends, and its carrier parks. */
        final void endAndPark() {
            engine.carrier(0).countFinished();
            engine.idle().beginParking(engine.sleeper(0), false);
            lifecycle.carrierParks();
        }
    }

    /** The first coroutine comes from outside; its descendants live until after the close. */
    abstract static class CloseAndLive extends Closing {
        private static final int GENERATIONS = 40;

        CloseAndLive(Lifecycle lifecycle) {
            super(lifecycle);
            lifecycle.acceptFromOutside(null);
        }

        final boolean live() {
            begin();
            boolean stopped = liveAndLetLive(GENERATIONS);
            endAndPark();
            return stopped;
        }
    }

    @JCStressTest
    @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Stopped when the last one had ended.")
    @Outcome(expect = FORBIDDEN, desc = "Stopped while one lived, or never.")
    @State
    public static class CloseWhileAlive extends CloseAndLive {
        public CloseWhileAlive() {
            super(new Lifecycle());
        }

        @Actor
        public void carriers(ZZ_Result r) {
            r.r1 = live();
        }

        @Actor
        public void closer() {
            close();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r2 = isStopped();
        }
    }

    @JCStressTest
    @Outcome(id = "refused, true", expect = ACCEPTABLE, desc = "It counted, and saw the close.")
    @Outcome(id = "lived, true", expect = ACCEPTABLE, desc = "The closer saw it; stopped later.")
    @Outcome(expect = FORBIDDEN, desc = "Accepted by a stopped scheduler, or never stopped.")
    @State
    public static class CloseOrAccept extends Closing {
        public CloseOrAccept() {
            super(new Lifecycle());
        }

        @Actor
        public void outside(LZ_Result r) {
            begin();
            try {
                lifecycle().acceptFromOutside(null);
                r.r1 = isStopped() ? "buried alive" : "lived";
                lifecycle().countFinishedOutside();
            } catch (RejectedExecutionException e) {
                r.r1 = "refused";
            }
        }

        @Actor
        public void closer() {
            close();
        }

        @Arbiter
        public void end(LZ_Result r) {
            r.r2 = isStopped();
        }
    }
}
