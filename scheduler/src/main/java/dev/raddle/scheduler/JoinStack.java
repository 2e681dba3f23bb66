package dev.raddle.scheduler;

import dev.raddle.scheduler.jdk.ScopedValueBindings;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The joins that are under way on one host's stack, each with its right half: the newest is taken
 * back by its parent, the oldest stolen. What lies in it are the users' own objects; nothing is
 * allocated for a fork.
 *
 * <p><b>Role and threads.</b> The owner is the code on the host, on whatever carrier it is mounted.
 * It forks a half, runs the left one, and takes the half back or learns who has stolen it, all in
 * one call: so indices are depths, and a join finds its own again without looking. Carriers steal,
 * that of the host included, when the host is not mounted there. A carrier lends one to a host at
 * its outermost join, and gets it back at the end of that.
 *
 * <p><b>Where thieves find it.</b> With the carrier that its host is mounted on ({@link
 * Carrier#joins}). When the host unmounts and halves are left, its carrier puts the stack into its
 * {@link ForkDeque}, once: {@code listed}. Whoever takes it out there steals one half and, if more
 * are left, puts it into its own. One that is empty by then is a stale entry.
 *
 * <p><b>States.</b> The halves that can be had are {@code [oldest.index, bottom)}. Below {@code
 * oldest.index} all were stolen, and their parents, further down on this stack, do not know yet.
 * {@link Oldest} is a new object at each change, so that a CAS of it fails if there was any since
 * it was read, though indices fall and rise; and it holds what was stolen, so that a steal is known
 * to the parent when it has happened.
 *
 * <p><b>Protocol.</b>
 *
 * <ul>
 *   <li><i>fork</i>: plain store of the slot, then {@code bottom} by release.
 *   <li><i>take back i</i>: empties the slot and lowers {@code bottom} to i, <b>light fence</b>,
 *       reads {@code oldest}. Below i: the half is the parent's. At i: the parent's if it wins the
 *       CAS to a new object with the same index. Above: stolen.
 *   <li><i>steal</i>: reads {@code oldest}, <b>heavy fence</b>, reads {@code bottom}, then slots
 *       and runs, and has the half if its CAS of {@code oldest} succeeds. An empty slot is one that
 *       its parent has come for.
 *   <li><i>a parent whose half was stolen</i> makes {@code oldest} what it was before the steal, as
 *       a new object. All above was taken back, so {@code oldest.index} is i + 1, and no thief can
 *       be about to win a CAS of it: for that it would have seen a half at i + 1, which was taken
 *       back since, as the oldest, by a CAS.
 *   <li><i>growth</i> copies; nobody writes the old slots any more, so what a thief reads there was
 *       there, and its CAS decides.
 * </ul>
 *
 * <p><b>Why a half has one taker.</b> As in {@link ForkDeque}, whose header has the argument for
 * the two fences: a parent that takes i back without a CAS has read an {@code oldest} below i after
 * it lowered {@code bottom}. A thief that goes for i has read an {@code oldest} at i; if it then
 * saw {@code bottom} above i though the parent had lowered it for this half, the parent would have
 * read that {@code oldest} or a later one. A later one that is lower again is the owner's: then the
 * thief's CAS fails.
 *
 * <p><b>Runs.</b> Thieves need the parent, its scoped values and what kind of half it is. These are
 * mostly the same for one fork and the next, so they are written down only when they change, with
 * the index from which they hold. A fork compares. {@code parent} is null if what was compared last
 * is not to be trusted: the body on top of the host's stack has changed. A run that covers a half
 * stays in the list as long as the half is there, since the owner drops runs from {@code bottom} on
 * only; and whoever sees a {@code bottom} sees the runs below it. So a run may keep a coroutine
 * that has ended, or scoped values, until the next fork at its index or below, or the end of the
 * outermost join.
 *
 * <p><b>References.</b> Frigo, Leiserson and Randall, The implementation of the Cilk-5
 * multithreaded language (PLDI 1998): the THE protocol, and a fast way and a slow one; one stack of
 * its own for each stack of calls: Schmaus et al., Nowa (IPDPS 2021), and libfork.
 *
 * <p><b>Rejected.</b> An object for each fork with a word to decide by ({@link Branch}, as ranges
 * have it): twice as dear. Numbers instead of {@link Oldest}: a thief would have to tell who it is
 * after it has won, and a parent to wait for that.
 */
non-sealed class JoinStack extends Padded implements Forked {
    /** Not kept for the next host when it has grown so large. */
    private static final int MOST_KEPT = 1 << 16;

    private static final VarHandle OLDEST;
    private static final VarHandle BOTTOM;
    private static final VarHandle SLOTS;
    private static final VarHandle RUN;
    private static final VarHandle LISTED;

    static {
        try {
            var lookup = MethodHandles.lookup();
            OLDEST = lookup.findVarHandle(JoinStack.class, "oldest", Oldest.class);
            BOTTOM = lookup.findVarHandle(JoinStack.class, "bottom", int.class);
            SLOTS = lookup.findVarHandle(JoinStack.class, "slots", Object[].class);
            RUN = lookup.findVarHandle(JoinStack.class, "run", Run.class);
            LISTED = lookup.findVarHandle(JoinStack.class, "listed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** How to run a right half; one for each kind of join, so that {@code ==} tells them apart. */
    abstract static class Half {
        abstract Object run(Object body) throws Throwable;
    }

    /** Which half is the oldest that nobody has stolen. Written before it is published. */
    static final class Oldest {
        private int index;
        private long number; // grows with each change
        private StolenBranch stolen; // the half before it, if not the first
        private Oldest before; // what was the oldest before that was stolen

        Oldest set(int index, long number, StolenBranch stolen, Oldest before) {
            this.index = index;
            this.number = number;
            this.stolen = stolen;
            this.before = before;
            return this;
        }
    }

    /** What holds for halves from an index on. */
    private record Run(int start, Half half, CoroutineImpl<?> parent, Object bindings, Run older) {}

    // Any carrier, by CAS.
    private volatile Oldest oldest = new Oldest();
    private volatile boolean listed;

    // Owner only writes; thieves read.
    private volatile int bottom;
    private volatile Object[] slots;
    private volatile Run run;

    // Owner only.
    private Oldest spare = new Oldest(); // null only if parent is
    private Host host;

    // Owner only: the newest run, to compare with.
    CoroutineImpl<?> parent; // written where no call may overflow the stack
    private Half half;
    private Object threadsBindings;
    private int start;

    /**
     * Not lent to anybody.
     *
     * @param capacity at first, 1 or more; it grows by itself
     */
    JoinStack(int capacity) {
        slots = new Object[capacity];
    }

    // ---- By the code on the host ---------------------------------------------------------------

    /** That of the host of the calling coroutine, which is about to fork. */
    static JoinStack on(Carrier carrier) {
        JoinStack lent = carrier == null ? null : carrier.ownJoins();
        return lent != null ? lent : Carrier.ofCaller().lendJoins();
    }

    /** By the carrier. */
    void lendTo(Host borrower) {
        host = borrower;
    }

    /**
     * Forks, if the caller shall not end.
     *
     * @param carrier where the caller is
     * @return its index
     */
    final int fork(Half kind, Object right, Carrier carrier) {
        StackRoom.ensureInlined();
        int index = (int) BOTTOM.get(this); // plain: we are the only writer
        CoroutineImpl<?> me = parent;
        if (me == null
                || me.isCancelDue()
                || host.hasFailedSibling()
                || half != kind
                || threadsBindings != ScopedValueBindings.ofThread()
                || start > index) {
            beginRun(kind, index);
        }
        push(index, right);
        carrier.tellOfFork();
        return index;
    }

    private void beginRun(Half kind, int index) {
        CoroutineImpl<?> me = host.current();
        me.throwIfCancelled();
        Object bindings = ScopedValueBindings.capture();
        parent = null;
        if (spare == null) {
            spare = new Oldest();
        }
        beginRun(index, kind, me, bindings);
        half = kind;
        threadsBindings = ScopedValueBindings.ofThread();
        parent = me;
    }

    /** Drops what does not hold any more. */
    final void beginRun(int index, Half kind, CoroutineImpl<?> me, Object bindings) {
        Run below = (Run) RUN.get(this); // plain: we are the only writer
        while (below != null && below.start >= index) {
            below = below.older;
        }
        if (below == null
                || below.half != kind
                || below.parent != me
                || below.bindings != bindings) {
            below = new Run(index, kind, me, bindings, below);
        }
        RUN.setRelease(this, below);
        start = below.start;
    }

    /** The half is what is at this index, {@code bottom}. */
    final void push(int index, Object right) {
        var all = (Object[]) SLOTS.get(this); // plain: we are the only writer
        if (Integer.compareUnsigned(index, all.length) >= 0) {
            all = grow(all);
        }
        all[index] = right;
        BOTTOM.setRelease(this, index + 1); // publishes the slot; ForkNotice tells of it
    }

    private Object[] grow(Object[] old) {
        Object[] all = Arrays.copyOf(old, 2 * old.length);
        SLOTS.setRelease(this, all);
        return all;
    }

    /** When the left half is done: whether nobody has started this one, so that the parent can. */
    final boolean takeBack(int index) {
        var all = (Object[]) SLOTS.get(this); // plain: we are the only writer
        all[index] = null; // a thief that finds this has come too late
        BOTTOM.setOpaque(this, index); // ordered by the fence
        fenceOfTake();
        var seen = (Oldest) OLDEST.getOpaque(this); // ordered by the fence
        return seen.index < index || takeOldest(index, seen);
    }

    private boolean takeOldest(int index, Oldest seen) {
        if (seen.index != index) {
            return false;
        }
        Oldest next = spare.set(index, seen.number + 1, seen.stolen, seen.before);
        if (!OLDEST.compareAndSet(this, seen, next)) {
            next.set(0, 0, null, null); // keeps nothing alive
            return false;
        }
        spare = another(seen);
        if (spare == null) {
            parent = null; // the next fork makes one, or fails
        }
        if (index == 0) {
            giveBack();
        }
        return true;
    }

    /** A new one, or null if there is no memory. Broken on purpose by a test's twin. */
    Oldest another(Oldest used) {
        try {
            return new Oldest();
        } catch (OutOfMemoryError e) {
            return null;
        }
    }

    /** Broken on purpose by a test's twin. */
    void fenceOfTake() {
        Fence.light();
    }

    /** By a parent that could not take its half back: who runs it. */
    final StolenBranch whoStole(int index) {
        Oldest after = oldest;
        StolenBranch stolen = after.stolen;
        Oldest before = after.before;
        oldest = stolen.whenJoined().set(index, after.number + 1, before.stolen, before.before);
        if (index == 0) {
            giveBack();
        }
        return stolen;
    }

    /** Instead of taking it back: waits for the end of the coroutine that runs it. */
    final Object awaitStolen(int index) {
        return whoStole(index).result();
    }

    /**
     * The left half has failed: nobody starts this one any more, or it is cancelled and waited for.
     *
     * @param failure of the left half
     * @return never; throws what failed first
     */
    final Error fail(int index, Throwable failure) {
        if (takeBack(index)) {
            throw CoroutineImpl.<Error>unchecked(failure);
        }
        throw whoStole(index).failed(failure);
    }

    /** When no join is under way. */
    final void giveBack() {
        Host borrower = host;
        if (borrower != null) { // not in a test of this class alone
            host = null;
            parent = null;
            threadsBindings = null;
            run = null;
            borrower.joins = null;
            borrower.carrier().takeJoins(this);
        }
    }

    // ---- Any thread ----------------------------------------------------------------------------

    /** What is true at some moment. */
    final boolean isEmpty() {
        return oldest.index >= bottom;
    }

    final int size() {
        return Math.max(0, bottom - oldest.index);
    }

    final boolean isKept() {
        return slots.length <= MOST_KEPT;
    }

    /** Which of two is rather kept. */
    final boolean isLargerThan(JoinStack other) {
        return slots.length > other.slots.length;
    }

    /**
     * Which is the oldest: a number that no other one here ever has, or {@link ForkDeque#NONE} if
     * it seems to be empty. Costs no fence.
     */
    final long oldestNumber() {
        var seen = (Oldest) OLDEST.getAcquire(this);
        // A hint: the steal looks again.
        return seen.index < (int) BOTTOM.getOpaque(this) ? seen.number : ForkDeque.NONE;
    }

    // ---- By carriers ---------------------------------------------------------------------------

    /**
     * The oldest, as a coroutine of this carrier; null if empty, if somebody was faster, or if
     * there is no memory for it.
     */
    final CoroutineImpl<?> stealFor(Carrier carrier) {
        carrier.countSpawned(); // before anybody can see its end
        StolenBranch stolen = null;
        try {
            stolen = steal(carrier.engine());
        } catch (OutOfMemoryError e) {
            // The parent will take it back.
        }
        if (stolen == null) {
            carrier.countFinished();
            return null;
        }
        return stolen.child();
    }

    /** The oldest; null if empty, or if somebody was faster. */
    final StolenBranch steal(Engine engine) {
        var seen = (Oldest) OLDEST.getAcquire(this);
        int index = seen.index;
        if (index >= (int) BOTTOM.getOpaque(this)) { // only saves the fence
            return null;
        }
        fenceOfSteal();
        if (index >= (int) BOTTOM.getAcquire(this)) {
            return null;
        }
        var all = (Object[]) SLOTS.getAcquire(this);
        Run holds = runOf(index);
        Object right = index < all.length ? all[index] : null;
        if (right == null || holds == null) {
            return null; // its parent has come for it
        }
        var stolen = new StolenBranch(engine, holds.half, right, holds.parent, holds.bindings);
        Oldest next = new Oldest().set(index + 1, seen.number + 1, stolen, seen);
        return OLDEST.compareAndSet(this, seen, next) ? stolen : null;
    }

    /** Broken on purpose by a test's twin. */
    void fenceOfSteal() {
        Fence.heavy();
    }

    private Run runOf(int index) {
        var holds = (Run) RUN.getAcquire(this);
        while (holds != null && holds.start > index) {
            holds = holds.older;
        }
        return holds;
    }

    /** By the carrier from which the host has unmounted: lets others find what is left. */
    final void list(Carrier carrier) {
        if (!isEmpty() && LISTED.compareAndSet(this, false, true)) {
            try {
                carrier.fork(this);
            } catch (OutOfMemoryError e) {
                listed = false; // the parents will take them back
            }
        }
    }

    @Override
    public final boolean hasLeftQueue() {
        return isEmpty();
    }

    @Override
    public final void dropped(Carrier carrier) {
        listed = false;
        list(carrier); // after the volatile store: others may have found it listed until now
    }

    @Override
    public final CoroutineImpl<?> begin(Carrier carrier) {
        CoroutineImpl<?> stolen = stealFor(carrier);
        dropped(carrier);
        return stolen;
    }
}
