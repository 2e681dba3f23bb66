package dev.raddle.scheduler;

import dev.raddle.scheduler.cpu.Affinity;

import java.util.concurrent.locks.LockSupport;

/**
 * The loop around a carrier: ticks while there is work, searches for a while, then sleeps. How it
 * sleeps without losing a wake-up is told in {@link Idle}.
 */
final class CarrierThread extends CarryingThread {
    private static final System.Logger LOG = System.getLogger("dev.raddle");

    /** So often a searcher looks everywhere before it parks: some 20 µs with the pauses. */
    static final int SEARCH_ROUNDS = 25;

    /** Before each look: a look takes lines away from those who add work. */
    private static final int PAUSES_PER_ROUND = 8;

    static final int NOT_YET = 0;

    private final Engine engine;
    private final Carrier carrier;
    private final Sleeper sleeper;
    private final Idle idle;
    private final Lookout lookout;

    private volatile int systemId = NOT_YET;
    private volatile long parks;

    /** Not started yet. */
    CarrierThread(Engine engine, Carrier carrier) {
        super("raddle-" + engine.name() + "-carrier-" + carrier.index(), null);
        this.engine = engine;
        this.carrier = carrier;
        this.sleeper = engine.sleeper(carrier.index());
        this.idle = engine.idle();
        this.lookout = new Lookout(engine, carrier);
        setDaemon(true);
        sleeper.setThread(this);
    }

    /** By what number the system knows it; {@link #NOT_YET} before it runs. */
    int systemId() {
        return systemId;
    }

    long parks() {
        return parks;
    }

    @Override
    public void run() {
        carry(carrier);
        systemId = Affinity.currentThread();
        while (!engine.isStopped()) {
            if (!tickSafely() && !search()) {
                park();
            }
        }
    }

    /** A failure of our own must not end the carrier: say it, go on. */
    private boolean tickSafely() {
        try {
            return carrier.tick();
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.ERROR, "a carrier failed; this is a bug in Raddle", e);
            return true;
        }
    }

    private boolean search() {
        if (!carrier.isSearching()) {
            if (!idle.tryBeginSearch()) {
                return false;
            }
            carrier.setSearching(true);
        }
        for (int round = 0; round < SEARCH_ROUNDS; round++) {
            pause();
            if (tickSafely()) {
                return true;
            }
        }
        return false;
    }

    private static void pause() {
        for (int i = 0; i < PAUSES_PER_ROUND; i++) {
            Thread.onSpinWait();
        }
    }

    private void park() {
        idle.beginParking(sleeper, carrier.isSearching());
        carrier.setSearching(false);
        engine.carrierParks();
        while (!sleeper.tryWakeUp()) {
            if (engine.isStopped()) {
                return; // still PARKED: whoever has a promise to keep finds somebody
            }
            if (engine.hasWorkFor(carrier) && idle.tryWakeMyself(sleeper)) {
                break;
            }
            sleep();
        }
        idle.resign(sleeper);
        carrier.setSearching(true); // whoever woke us has counted us
    }

    private void sleep() {
        Thread.interrupted(); // nobody has a reason to, but then it would never sleep again
        boolean looking = idle.isLookout(sleeper);
        if (looking && lookout.look()) {
            return; // what it found is in our queue now
        }
        long nanos = carrier.timers().untilNext();
        if (looking) {
            nanos = Math.min(nanos, Lookout.INTERVAL_NANOS);
        }
        parks = parks + 1;
        if (nanos == Timers.NONE) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, nanos);
        }
    }
}
