package dev.raddle.scheduler.channel;

/**
 * A ring where whoever has taken a place may be slow to store its slot, as one whom the system has
 * stopped there: what others do meanwhile is where the races are.
 */
class SlowRing extends Ring<Integer> {
    private static final int MOST_SPINS = 32;

    SlowRing(int capacity) {
        super(capacity);
    }

    SlowRing(int capacity, End tail, End head) {
        super(capacity, tail, head);
    }

    @Override
    void fill(int slot, Object item) {
        dawdle();
        super.fill(slot, item);
    }

    @Override
    void empty(int slot) {
        dawdle();
        super.empty(slot);
    }

    static void dawdle() {
        for (int left = (int) System.nanoTime() & (MOST_SPINS - 1); left > 0; left--) {
            Thread.onSpinWait();
        }
    }

    // ---- For tests, who look at slots instead of polling: a broken ring may let them wait -------

    static int number(Object item) {
        return item == null ? 0 : (Integer) item;
    }

    /** All that lies there, in order; 0 where a place is empty that should not be. */
    static int[] left(Ring<Integer> ring) {
        var left = new int[(int) (ring.tail().count() - ring.head().count())];
        for (int i = 0; i < left.length; i++) {
            left[i] = number(ring.itemIn(ring.slot(ring.head().count() + i)));
        }
        return left;
    }

    /** How many items lie in slots of places that are free. */
    static int stale(Ring<Integer> ring, int capacity) {
        int stale = 0;
        long end = ring.head().count() + capacity;
        for (long place = ring.tail().count(); place < end; place++) {
            stale += ring.itemIn(ring.slot(place)) == null ? 0 : 1;
        }
        return stale;
    }
}
