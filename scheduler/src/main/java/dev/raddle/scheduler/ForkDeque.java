package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A carrier's deque of forked children that nobody has started: the owner takes the newest, thieves
 * the oldest, which is the largest piece of work.
 *
 * <p><b>Role and threads.</b> The owner, one carrier, pushes and takes at the bottom. Thieves,
 * other carriers, steal at the top. Anybody may ask {@link #isEmpty}.
 *
 * <p>A parent that joins its own child starts it by {@link CoroutineImpl#tryStart}, wherever in the
 * deque it lies; the entry that it leaves behind is stale. Stale entries are skipped by whoever
 * gets them ({@code tryStart} fails), and the owner drops those at the bottom with {@link
 * #dropStarted}.
 *
 * <p><b>Protocol.</b> Indices only grow at the top; the deque holds {@code [top, bottom)}.
 *
 * <ul>
 *   <li><i>push</i>: plain store of the slot, then {@code bottom} by release.
 *   <li><i>take</i>: lowers {@code bottom}, <b>light fence</b>, reads {@code top}. If more than one
 *       was left, the item is the owner's: a thief that wants this very one would have to see the
 *       old {@code bottom}, and then, by the two fences, the owner sees that thief's {@code top}.
 *       The last item is decided by CAS of {@code top}.
 *   <li><i>start</i>, by the parent of the newest: the same, with the CAS that starts the child, a
 *       <b>full fence</b>, as the fence. It does not matter who has the entry then, since it is
 *       stale: a thief cannot start the child. What the fence is for are the indices: an owner that
 *       has not seen the thief's {@code top} would push the next one where no thief looks.
 *   <li><i>steal</i>: reads {@code top}, <b>heavy fence</b>, reads {@code bottom}, then the ring by
 *       acquire and the slot, and has the item if its CAS of {@code top} succeeds. It looks at
 *       {@code bottom} before the fence too, only to save it: of an empty deque it asks nothing.
 *   <li><i>growth</i> copies {@code [top, bottom)} to a new ring; nobody writes the old one any
 *       more, so a thief that reads from it reads what was there. A slot is written again only when
 *       {@code bottom - top} is below the capacity for a top read by acquire, and a thief that read
 *       the slot before fails in its CAS.
 * </ul>
 *
 * <p><b>The two fences</b> are halves of an asymmetric one, see {@link Fence}. Where both are full
 * fences, one comes before the other in the order of all of them. Where the owner's is none, the
 * thief's makes the owner pass one, X, while it lasts. Suppose the thief read {@code top = i}, and
 * after its fence a {@code bottom} above i that the owner stored before it lowered it to i. Then X
 * is not after that lowering, so it is before; and X is after the thief's read of {@code top}. So
 * the owner, which reads {@code top} after X, sees i or more, and does not take item i without its
 * CAS. If the thief sees the lowered {@code bottom} instead, it leaves item i alone; if a later,
 * higher one, then item i is another one, which the push has published.
 *
 * <p><b>References.</b> Chase and Lev, Dynamic circular work-stealing deque (SPAA 2005); Lê, Pop,
 * Cohen and Zappa Nardelli, Correct and efficient work-stealing for weak memory models (PPoPP
 * 2013).
 */
class ForkDeque extends Padded {
    /** No item. */
    static final long NONE = -1;

    private static final int SHRINK_ABOVE = 1 << 12;

    private static final VarHandle TOP;
    private static final VarHandle BOTTOM;
    private static final VarHandle RING;

    static {
        try {
            var lookup = MethodHandles.lookup();
            TOP = lookup.findVarHandle(ForkDeque.class, "top", long.class);
            BOTTOM = lookup.findVarHandle(ForkDeque.class, "bottom", long.class);
            RING = lookup.findVarHandle(ForkDeque.class, "ring", Object[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any carrier, by CAS.
    private volatile long top;

    // Owner only writes; thieves read.
    private volatile long bottom;
    private volatile Object[] ring;

    // Owner only. Slots below hold nothing any more.
    private long cleared;
    private final int smallest;

    /**
     * An empty deque.
     *
     * @param capacity a power of two, 2 or more; it grows by itself
     */
    ForkDeque(int capacity) {
        if (capacity < 2 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("a power of two, 2 or more, not " + capacity);
        }
        smallest = capacity;
        ring = new Object[capacity];
    }

    /** Owner only. If this throws (out of memory), nothing was added. */
    final void push(Forked child) {
        long b = (long) BOTTOM.get(this); // plain: we are the only writer
        var slots = (Object[]) RING.get(this); // plain: we are the only writer
        long t = (long) TOP.getAcquire(this); // a slot below top may be overwritten
        if (b - t >= slots.length) {
            slots = grow(slots, t, b);
        }
        slots[(int) b & (slots.length - 1)] = child;
        BOTTOM.setRelease(this, b + 1); // publishes the slot; ForkNotice tells of it
    }

    /** Owner only. The newest, or null. */
    final Forked take() {
        long b = (long) BOTTOM.get(this) - 1; // plain: we are the only writer
        long seen = (long) TOP.getOpaque(this);
        if (b < seen) { // top never falls: a stale one can only hide that it is empty
            if (cleared != seen) {
                forget(seen);
            }
            return null;
        }
        BOTTOM.setOpaque(this, b); // ordered by the fence
        fenceOfTake();
        long t = (long) TOP.getOpaque(this); // ordered by the fence
        if (b < t) {
            BOTTOM.setOpaque(this, b + 1); // lost: empty again
            return null;
        }
        var slots = (Object[]) RING.get(this); // plain: we are the only writer
        int slot = (int) b & (slots.length - 1);
        var child = (Forked) slots[slot];
        if (b == t) {
            boolean won = TOP.compareAndSet(this, t, t + 1);
            BOTTOM.setOpaque(this, b + 1);
            if (!won) {
                return null;
            }
        }
        slots[slot] = null;
        return child;
    }

    /**
     * Owner only. Takes the newest if it is this one: a {@link #take} for a parent that is almost
     * always right. False if it is not the newest here, or was stolen.
     */
    final boolean takeIfNewest(Forked child) {
        long b = (long) BOTTOM.get(this) - 1; // plain: we are the only writer
        var slots = (Object[]) RING.get(this); // plain: we are the only writer
        int slot = (int) b & (slots.length - 1);
        if (slots[slot] != child) { // an entry that was stolen may still be there, see below
            return false;
        }
        BOTTOM.setOpaque(this, b); // ordered by the fence
        fenceOfTake();
        long t = (long) TOP.getOpaque(this); // ordered by the fence
        if (b > t) {
            slots[slot] = null;
            return true;
        }
        boolean won = b == t && TOP.compareAndSet(this, t, t + 1);
        BOTTOM.setOpaque(this, b + 1); // empty
        slots[slot] = null; // stolen, too: a thief that still reads it has lost
        return won;
    }

    /**
     * Owner only. Starts this child for a parent that joins it, and takes it out if it is the
     * newest here; and then those that are the newest and stale: joined out of turn, or cancelled,
     * which nobody tells the deque of. False if somebody has started it, or has cancelled it in
     * time.
     */
    final boolean start(CoroutineImpl<?> child, Carrier owner) {
        long b = (long) BOTTOM.get(this) - 1; // plain: we are the only writer
        var slots = (Object[]) RING.get(this); // plain: we are the only writer
        int slot = (int) b & (slots.length - 1);
        if (slots[slot] != child) {
            boolean started = child.tryStart();
            dropStarted(owner);
            return started;
        }
        BOTTOM.setOpaque(this, b); // ordered by the fence
        boolean started = startWithFence(child);
        long t = (long) TOP.getOpaque(this); // ordered by the fence
        if (b <= t) {
            if (b == t) {
                TOP.compareAndSet(this, t, t + 1); // or a thief has the entry, which is stale now
            }
            BOTTOM.setOpaque(this, b + 1); // empty
        }
        slots[slot] = null; // stolen, too: a thief that still reads it has lost
        if (isStale(slots[slot - 1 & slots.length - 1])) {
            dropStarted(owner);
        }
        return started;
    }

    /** Broken on purpose by a test's twin. */
    boolean startWithFence(CoroutineImpl<?> child) {
        Fence.besideAtomic();
        return child.tryStart();
    }

    /** Broken on purpose by a test's twin. */
    void fenceOfTake() {
        Fence.light();
    }

    /**
     * Owner only. Looks at the newest without taking it; null if empty. It may be stolen any time.
     */
    final Forked newest() {
        long b = (long) BOTTOM.get(this) - 1; // plain: we are the only writer
        if (b < (long) TOP.getOpaque(this)) {
            return null;
        }
        var slots = (Object[]) RING.get(this); // plain: we are the only writer
        return (Forked) slots[(int) b & (slots.length - 1)];
    }

    /** What was stolen may look like it, where it lies. */
    private static boolean isStale(Object entry) {
        return entry instanceof CoroutineImpl<?> child
                ? child.hasLeftQueue()
                : entry instanceof Forked other && other.hasLeftQueue();
    }

    /** Owner only: drops entries at the bottom whose child was started by its parent's join. */
    final void dropStarted(Carrier owner) {
        for (; ; ) {
            Forked child = newest();
            if (child == null || !child.hasLeftQueue()) {
                return;
            }
            Forked dropped = take();
            if (dropped != null) {
                dropped.dropped(owner);
            }
        }
    }

    /** Owner only. Whether {@link #take} would find nothing, and has nothing to let go of. */
    final boolean isEmptyForOwner() {
        long t = (long) TOP.getOpaque(this); // never falls
        return t >= (long) BOTTOM.get(this) && t == cleared; // plain: we are the only writer
    }

    /** Any thread. What is true of a deque at some moment. */
    final boolean isEmpty() {
        return top >= bottom;
    }

    /** Any thread. */
    final int size() {
        return (int) Math.max(0, bottom - top);
    }

    /**
     * Any thread. Which is the oldest: a number that no other one ever has, or {@link #NONE} if it
     * seems to be empty. Costs no fence.
     */
    final long oldest() {
        long t = (long) TOP.getAcquire(this);
        return t < (long) BOTTOM.getOpaque(this) ? t : NONE; // a hint: the steal looks again
    }

    /** Any carrier but the owner. The oldest; null if empty, or if somebody else was faster. */
    final Forked steal() {
        long t = (long) TOP.getAcquire(this);
        if (t >= (long) BOTTOM.getOpaque(this)) { // only saves the fence
            return null;
        }
        fenceOfSteal();
        long b = (long) BOTTOM.getAcquire(this);
        if (t >= b) {
            return null;
        }
        var slots = (Object[]) RING.getAcquire(this);
        var child = (Forked) slots[(int) t & (slots.length - 1)];
        return TOP.compareAndSet(this, t, t + 1) ? child : null;
    }

    /** Broken on purpose by a test's twin. */
    void fenceOfSteal() {
        Fence.heavy();
    }

    /** Owner only, when empty: drops references to what thieves took, and a ring grown large. */
    private void forget(long t) {
        var slots = (Object[]) RING.get(this); // plain: we are the only writer
        if (slots.length <= SHRINK_ABOVE || slots.length <= smallest || !shrink()) {
            // A thief that reads a slot below top has lost already.
            for (long i = Math.max(cleared, t - slots.length); i < t; i++) {
                slots[(int) i & (slots.length - 1)] = null;
            }
        }
        cleared = t;
    }

    private boolean shrink() {
        try {
            RING.setRelease(this, new Object[smallest]);
            return true;
        } catch (OutOfMemoryError e) {
            return false; // whoever takes must not fail
        }
    }

    private Object[] grow(Object[] old, long t, long b) {
        if (old.length == 1 << 30) {
            throw new OutOfMemoryError("more than a billion forked children on one carrier");
        }
        var slots = new Object[old.length << 1];
        for (long i = t; i < b; i++) {
            slots[(int) i & (slots.length - 1)] = old[(int) i & (old.length - 1)];
        }
        RING.setRelease(this, slots);
        return slots;
    }
}
