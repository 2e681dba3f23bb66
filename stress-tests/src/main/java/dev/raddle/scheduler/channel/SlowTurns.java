package dev.raddle.scheduler.channel;

/** Turns whose lock is held for a while after an end was diverted, or let pass. */
class SlowTurns extends Turns<Integer> {

    SlowTurns(Ring<Integer> ring) {
        super(ring);
    }

    @Override
    void change(int before, int now) {
        super.change(before, now);
        SlowRing.dawdle();
    }
}
