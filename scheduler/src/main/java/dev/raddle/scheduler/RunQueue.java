package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.Arrays;

/**
 * A carrier's queue of runnable coroutines: first in, first out, stolen by halves.
 *
 * <p><b>Role and threads.</b> The owner, one carrier, adds at the tail and takes from the head.
 * Thieves, other carriers, take a batch from the head. Anybody may ask {@link #isEmpty}.
 *
 * <p><b>Protocol.</b> Indices only grow. A slot {@code i} in {@code [head, tail)} holds a runnable
 * coroutine; whoever moves {@code head} over it by CAS has it alone.
 *
 * <ul>
 *   <li><i>add</i>: plain store of the slot, then {@code tail} by release.
 *   <li><i>poll</i>: CAS of {@code head} from h to h + 1; then the slot is the owner's alone.
 *   <li><i>steal</i>: (1) {@code thief} by CAS from 0 to 1: one thief at a time, the others try
 *       elsewhere. (2) {@code tail}, then {@code ring}, by acquire: a ring read after a tail holds
 *       everything below that tail that was not yet taken when the ring was made. (3) claim a batch
 *       by CAS of {@code head}. (4) copy it. (5) {@code thief} to 0 by release.
 *   <li><i>reuse of slots</i>: the owner writes a slot a second time only when every batch that
 *       contained it has been copied. It reads {@code head} by acquire, then {@code thief} by
 *       acquire. A claim that is seen in {@code head} was preceded by its thief's store of 1, so a
 *       0 read afterwards was stored when that thief had finished. Where it reads 1 it does not
 *       wait: it moves to a new ring, and the thief copies from the old one, which nobody writes
 *       any more.
 *   <li><i>growth</i> copies {@code [head, tail)}. A claim that succeeds after it starts at or
 *       above that head, so it is right in the old ring and in the new one.
 *   <li><i>a large ring</i> is let go of when the queue is empty and no thief copies, and may be
 *       taken again by a later growth, as long as the collector has not come by. A thief that read
 *       it before has read its tail before that, when all below was taken already, so it claims
 *       nothing; one that reads it later reads it as any new ring. Once in use it is nobody's
 *       spare: a growth may leave it to a thief.
 * </ul>
 *
 * <p>Nothing is lost or doubled because {@code head} only moves by CAS and never passes a tail that
 * was read before.
 *
 * <p><b>References and rejected ways.</b> The local queues of Go and Tokio, which hold 256 and give
 * half away to a global queue when full. Growing instead keeps a million coroutines spawned at once
 * local, in order and stealable, and needs no overflow path. Stealing one at a time costs three
 * cache misses each (DESIGN F7). Copying before claiming fails against an owner that takes an item
 * every 25 ns.
 */
class RunQueue extends Padded {
    /**
     * So much at most moves in one steal. Many at a time, since what two carriers take from the
     * same lines of memory in turn costs each of them a cache miss; not more, so that a thief is
     * done in microseconds.
     */
    static final int MAX_BATCH = 4096;

    private static final int SHRINK_ABOVE = 1 << 12;

    /** A queue that has to grow takes a spare ring up to so many bits larger than it needs. */
    private static final int SPARE_BITS = 4;

    // Made where there is room on the stack: adding may grow a queue at the end of one.
    private static final WeakReference<Work[]> NO_SPARE = new WeakReference<>(null);

    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle RING;
    private static final VarHandle THIEF;

    static {
        try {
            var lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(RunQueue.class, "head", long.class);
            TAIL = lookup.findVarHandle(RunQueue.class, "tail", long.class);
            RING = lookup.findVarHandle(RunQueue.class, "ring", Work[].class);
            THIEF = lookup.findVarHandle(RunQueue.class, "thief", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Any carrier, by CAS.
    private volatile long head;
    private volatile int thief;

    // Owner only writes; thieves read by acquire.
    private volatile long tail;
    private Work[] ring;

    // Owner only. Slots of indices below reusable + capacity may be written.
    private long reusable;
    private long cleared;
    private final int smallest;

    // Owner only. A ring that grew large and was let go of, empty, for the next time: growing step
    // by step, in memory that is in no cache, costs as much as the rest of adding. The collector
    // takes it when it comes by.
    private WeakReference<Work[]> spare = NO_SPARE;

    /**
     * An empty queue.
     *
     * @param capacity a power of two, 2 or more; it grows by itself
     */
    RunQueue(int capacity) {
        if (capacity < 2 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("a power of two, 2 or more, not " + capacity);
        }
        smallest = capacity;
        ring = new Work[capacity];
    }

    /** Owner only. If this throws (out of memory), nothing was added. */
    final void add(Work work) {
        long t = (long) TAIL.get(this); // plain: we are the only writer
        Work[] slots = ring;
        if (t - reusable >= slots.length) {
            slots = makeRoom(1);
        }
        slots[(int) t & (slots.length - 1)] = work;
        TAIL.setRelease(this, t + 1); // publishes the slot; the idle protocol brings its own fence
    }

    /** Owner only. The oldest, or null. */
    final Work poll() {
        long t = (long) TAIL.get(this); // plain: we are the only writer
        for (; ; ) {
            long h = (long) HEAD.getOpaque(this); // checked by the CAS
            if (h >= t) {
                if (cleared != h || ring.length > SHRINK_ABOVE) {
                    forget();
                }
                return null;
            }
            Work[] slots = ring;
            int slot = (int) h & (slots.length - 1);
            Work work = slots[slot];
            if (HEAD.compareAndSet(this, h, h + 1)) {
                slots[slot] = null; // nobody else has claimed it, so nobody reads it
                if (cleared == h) {
                    cleared = h + 1;
                }
                return work;
            }
        }
    }

    /** Any thread. What is true of a queue at some moment. */
    final boolean isEmpty() {
        return head >= tail;
    }

    /** Any thread. */
    final int size() {
        return (int) Math.max(0, tail - head);
    }

    /**
     * By the owner of {@code mine}: moves half of what is here, at most {@link #MAX_BATCH}, to it,
     * and keeps one out.
     *
     * @return the oldest; null if there is nothing, or another thief is at work
     */
    final Work stealInto(RunQueue mine) {
        if (isEmpty() || !lockOutThieves()) {
            return null;
        }
        try {
            return claimAndCopy(mine);
        } finally {
            THIEF.setRelease(this, 0); // after our reads of the slots
        }
    }

    /** Broken on purpose by a test's twin. */
    boolean lockOutThieves() {
        return THIEF.compareAndSet(this, 0, 1);
    }

    private Work claimAndCopy(RunQueue mine) {
        int most = (int) Math.min(half(size()), MAX_BATCH);
        mine.reserve(most); // before claiming: what is claimed must not fail to arrive
        long t = (long) TAIL.getAcquire(this); // first the tail, then the ring: see the header
        Work[] slots = (Work[]) RING.getAcquire(this);
        long h = (long) HEAD.getOpaque(this); // checked by the CAS
        for (; ; ) {
            long batch = Math.min(half(t - h), most);
            if (batch <= 0) {
                return null;
            }
            // The exchange brings the line here, so the second try has it in the cache already.
            long witness = (long) HEAD.compareAndExchange(this, h, h + batch);
            if (witness == h) {
                return copy(slots, h, (int) batch, mine);
            }
            h = witness;
        }
    }

    private static long half(long size) {
        return (size + 1) >> 1;
    }

    private static Work copy(Work[] slots, long from, int count, RunQueue mine) {
        mine.addAll(slots, from + 1, count - 1);
        return slots[(int) from & (slots.length - 1)];
    }

    /** Owner only: what lies in a thief's batch, for which there is room. */
    private void addAll(Work[] from, long first, int count) {
        long t = (long) TAIL.get(this); // plain: we are the only writer
        Work[] slots = ring;
        for (int done = 0; done < count; ) {
            int source = (int) (first + done) & (from.length - 1);
            int target = (int) (t + done) & (slots.length - 1);
            int stretch = Math.min(from.length - source, slots.length - target);
            int length = Math.min(count - done, stretch);
            System.arraycopy(from, source, slots, target, length);
            done += length;
        }
        TAIL.setRelease(this, t + count); // publishes the slots
    }

    /** Owner only: adds up to {@code count} items will not allocate. */
    final void reserve(int count) {
        if (tail - reusable + count > ring.length) {
            makeRoom(count);
        }
    }

    /** Owner only. */
    private Work[] makeRoom(int wanted) {
        long t = tail;
        long h = (long) HEAD.getAcquire(this);
        Work[] slots = ring;
        if (thievesFinished()) { // after head: see the header
            reusable = h;
            if (t - h + wanted <= slots.length) {
                return slots;
            }
        }
        return moveTo(ringFor(capacityFor(t - h + wanted)), slots, h, t);
    }

    /** Broken on purpose by a test's twin. */
    boolean thievesFinished() {
        return (int) THIEF.getAcquire(this) == 0;
    }

    private int capacityFor(long items) {
        long capacity = smallest;
        while (capacity < items) {
            capacity <<= 1;
        }
        if (capacity > 1 << 30) {
            throw new OutOfMemoryError("more than a billion runnable coroutines on one carrier");
        }
        return (int) capacity;
    }

    private Work[] moveTo(Work[] slots, Work[] old, long h, long t) {
        for (long i = h; i < t; i++) {
            slots[(int) i & (slots.length - 1)] = old[(int) i & (old.length - 1)];
        }
        RING.setRelease(this, slots);
        reusable = h;
        cleared = h;
        return slots;
    }

    /** The spare one only if it is not far too large. */
    private Work[] ringFor(int capacity) {
        Work[] large = spare.get();
        if (large == null || large.length < capacity || large.length >> SPARE_BITS > capacity) {
            return new Work[capacity];
        }
        spare = NO_SPARE; // while it is in use it may be left to a thief that still copies from it
        return large;
    }

    /** Owner only, when empty: drops references to what thieves took, and a ring grown large. */
    private void forget() {
        long h = (long) HEAD.getAcquire(this);
        if (!thievesFinished()) { // after head, as for reuse
            return;
        }
        Work[] slots = ring;
        clear(slots, Math.max(cleared, h - slots.length), h);
        if (slots.length > SHRINK_ABOVE && slots.length > smallest) {
            moveTo(new Work[smallest], slots, h, h);
            spare = new WeakReference<>(slots); // no thief reads it: they have finished, see above
        } else {
            reusable = h;
            cleared = h;
        }
    }

    private static void clear(Work[] slots, long from, long to) {
        int first = (int) from & (slots.length - 1);
        int most = Math.min((int) (to - from), slots.length - first);
        Arrays.fill(slots, first, first + most, null);
        Arrays.fill(slots, 0, (int) (to - from) - most, null);
    }
}
