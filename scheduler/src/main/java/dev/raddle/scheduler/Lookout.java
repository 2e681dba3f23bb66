package dev.raddle.scheduler;

import org.agrona.concurrent.NanoClock;

/**
 * What a parked carrier does while it is the lookout (see {@link Idle}): reaches the work of others
 * that no thief would find. It remembers which visits to which next slots it has seen, and since
 * when. Owner carrier only.
 */
final class Lookout {
    /**
     * How often it looks: so that what it finds is reached within a millisecond, though Linux may
     * delay a timer by 50 µs, and the way from a sleep to a steal takes some 30 more.
     */
    static final long INTERVAL_NANOS = 800_000;

    private final Engine engine;
    private final Carrier me;
    private final NanoClock clock;
    private final int[] seenVisit;
    private final long[] seenAt;

    Lookout(Engine engine, Carrier me) {
        this.engine = engine;
        this.me = me;
        this.clock = engine.clock();
        this.seenVisit = new int[engine.carriers()];
        this.seenAt = new long[engine.carriers()];
    }

    /** Makes what waits for too long runnable here. Whether there was anything. */
    boolean look() {
        boolean found = false;
        long now = clock.nanoTime();
        for (int i = 0; i < engine.carriers(); i++) {
            Carrier other = engine.carrier(i);
            if (other != me) {
                found |= lookAtSlot(other, i, now);
                found |= other.timers().untilNext() == 0 && other.timers().expire() > 0;
            }
        }
        return found;
    }

    private boolean lookAtSlot(Carrier other, int i, long now) {
        int visit = other.nextSlot().visit();
        if (visit == 0 || visit != seenVisit[i]) {
            seenVisit[i] = visit;
            seenAt[i] = now;
            return false;
        }
        if (now - seenAt[i] < Carrier.STALE_NANOS) {
            return false;
        }
        Work stale = other.nextSlot().stealIfStill(visit);
        if (stale == null) {
            return false;
        }
        me.runQueue().add(stale);
        return true;
    }
}
