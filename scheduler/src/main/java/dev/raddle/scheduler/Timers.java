package dev.raddle.scheduler;

import org.agrona.DeadlineTimerWheel;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.NanoClock;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * A carrier's timers, on Agrona's timer wheel.
 *
 * <p><b>Role and threads.</b> Any thread schedules and cancels. The wheel belongs to whoever holds
 * {@code busy}: the owner when it ticks, or an idle carrier on the lookout when the owner is kept
 * from ticking by what it runs (invariant 4).
 *
 * <p><b>Protocol.</b> Requests go through a queue of many producers; whoever sets {@code busy} by
 * CAS is its one consumer, works it off into the wheel, fires what is due, writes {@code next} and
 * clears {@code busy} by release. Nobody waits for {@code busy}: who does not get it leaves the
 * work to who has it. Who asks when the next one is due reads the queue, then {@code busy}, then
 * {@code next}: a request that has left the queue is in {@code next}, or its holder has not cleared
 * {@code busy}; while requests wait or somebody is busy the answer is "now", so no owner parks. A
 * scheduler of a timer that is not on the owner unparks the owner afterwards.
 *
 * <p>{@code asked} spares the owner these three looks after each body. Who adds a request sets it
 * afterwards; the holder that leaves no timer behind clears it, then looks at the queue, and sets
 * it again if there is a request. Both are a store, a full fence (volatile) and a load or a store:
 * a request that the holder does not see is followed by a set that comes after the clearing.
 */
class Timers {
    /** A tick is 2^16 ns, about 66 µs: how late a timer may be by its nature. */
    private static final int TICK_BITS = 16;

    private static final int SLOTS = 1 << 8;

    /** What {@link #nextDeadline} says when there is none. */
    static final long NONE = Long.MAX_VALUE;

    private static final VarHandle BUSY;

    static {
        try {
            BUSY = MethodHandles.lookup().findVarHandle(Timers.class, "busy", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final NanoClock clock;
    private final long origin;

    // Any thread.
    private final MpscUnboundedVarHandleArrayQueue<Timer> requests =
            new MpscUnboundedVarHandleArrayQueue<>(64);
    private volatile boolean asked;
    private volatile int busy;

    // Who holds busy; created with the first timer. All may read next.
    private DeadlineTimerWheel wheel;
    private final Long2ObjectHashMap<Timer> scheduled = new Long2ObjectHashMap<>();
    private final int[] timersInSlot = new int[SLOTS];
    private volatile long next = NONE;

    Timers(NanoClock clock) {
        this.clock = clock;
        this.origin = clock.nanoTime();
    }

    /** The deadline of a timer that shall go off after a time. */
    final long deadlineIn(long nanos) {
        long deadline = now() + nanos;
        return deadline < 0 ? Long.MAX_VALUE - 1 : deadline;
    }

    private long now() {
        return clock.nanoTime() - origin;
    }

    /** Any thread. */
    final void schedule(Timer timer) {
        requests.offer(timer);
        asked = true;
    }

    /** Any thread. The timer may go off all the same if it is due. */
    final void cancel(Timer timer) {
        timer.markCancelled();
        requests.offer(timer);
        asked = true;
    }

    /**
     * By the owner, between two bodies: whether {@link #expire} has work. One load where there are
     * no timers.
     */
    final boolean isDue() {
        return asked && isActive() && untilNext() == 0;
    }

    /** Any thread. Whether there is anything to wait for. */
    final boolean isActive() {
        return !requests.isEmpty() || isBusy() || next != NONE; // in this order, see the header
    }

    /** Any thread. How many nanoseconds until {@link #expire} has work; {@link #NONE} for none. */
    final long untilNext() {
        if (!requests.isEmpty() || isBusy()) { // in this order, see the header
            return 0;
        }
        long at = next;
        return at == NONE ? NONE : Math.max(0, at - now());
    }

    /** Broken on purpose by a test's twin. */
    boolean isBusy() {
        return busy != 0;
    }

    /** By a carrier: fires what is due. How many went off. */
    final int expire() {
        if (untilNext() > 0 || busy != 0 || !BUSY.compareAndSet(this, 0, 1)) {
            return 0;
        }
        try {
            boolean wasDue = next <= now();
            long added = takeRequests();
            int fired = wheel == null ? 0 : fire(now());
            next = whenNext(fired, wasDue, added);
            if (next == NONE) {
                forgetAsking();
            }
            return fired;
        } finally {
            BUSY.setRelease(this, 0); // publishes the wheel to the next holder
        }
    }

    private void forgetAsking() {
        asked = false;
        if (hasRequests()) { // after it: see the header
            asked = true;
        }
    }

    /** Broken on purpose by a test's twin. */
    boolean hasRequests() {
        return !requests.isEmpty();
    }

    /**
     * A time not after the earliest deadline. After timers have gone off: the next tick whose slot
     * holds any, of whatever turn of the wheel. If that turns out to be too early: the exact time.
     */
    private long whenNext(int fired, boolean wasDue, long added) {
        if (scheduled.isEmpty()) {
            return NONE;
        }
        if (fired > 0 && scheduled.size() > 16) {
            return nextOccupiedTick() << TICK_BITS;
        }
        return fired > 0 || wasDue ? earliest() : Math.min(next, added);
    }

    /** Returns the earliest deadline among those that are new. */
    private long takeRequests() {
        long earliest = NONE;
        for (Timer timer = requests.poll(); timer != null; timer = requests.poll()) {
            if (!timer.isCancelled()) {
                enter(timer);
                earliest = Math.min(earliest, timer.deadline());
            } else if (timer.wheelId != Timer.NOT_SCHEDULED) {
                wheel.cancelTimer(timer.wheelId);
                left(timer);
            }
        }
        return earliest;
    }

    private void enter(Timer timer) {
        if (wheel == null) {
            wheel = new DeadlineTimerWheel(TimeUnit.NANOSECONDS, 0, 1L << TICK_BITS, SLOTS);
        }
        if (scheduled.isEmpty()) {
            wheel.currentTickTime(now()); // nothing to pass on the way
        }
        timer.wheelId = wheel.scheduleTimer(timer.deadline());
        timer.slot = (int) Math.max(timer.deadline() >> TICK_BITS, currentTick()) & (SLOTS - 1);
        timersInSlot[timer.slot]++;
        scheduled.put(timer.wheelId, timer);
    }

    private Timer left(Timer timer) {
        scheduled.remove(timer.wheelId);
        timersInSlot[timer.slot]--;
        timer.wheelId = Timer.NOT_SCHEDULED;
        return timer;
    }

    private long currentTick() {
        return (wheel.currentTickTime() >> TICK_BITS) - 1;
    }

    private int fire(long now) {
        int fired = 0;
        while (!scheduled.isEmpty()) {
            long tick = currentTick();
            fired += wheel.poll(now, this::fireOne, Integer.MAX_VALUE);
            if (currentTick() == tick || scheduled.isEmpty()) {
                break; // that was the present tick
            }
            wheel.currentTickTime(Math.min(now, nextOccupiedTick() << TICK_BITS));
        }
        return fired;
    }

    private boolean fireOne(TimeUnit unit, long now, long wheelId) {
        left(scheduled.get(wheelId)).expired();
        return true;
    }

    /** The first tick from now on whose slot holds timers, of this turn of the wheel or a later. */
    private long nextOccupiedTick() {
        long tick = currentTick();
        while (timersInSlot[(int) tick & (SLOTS - 1)] == 0) {
            tick++;
        }
        return tick;
    }

    private long earliest() {
        long earliest = NONE;
        for (Timer timer : scheduled.values()) {
            earliest = Math.min(earliest, timer.deadline());
        }
        return earliest;
    }
}
