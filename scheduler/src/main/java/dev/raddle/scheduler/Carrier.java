package dev.raddle.scheduler;

import dev.raddle.scheduler.jdk.JdkInternals;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Decides what runs next on one core. It holds no thread: {@link #tick} finds work, runs it until
 * it suspends or ends, and says whether there was any. {@link CarrierThread} is the loop around it.
 *
 * <p><b>Threads.</b> All methods are for the owner (the thread that ticks it, and the code that is
 * mounted on it) unless they say otherwise. Each part that others may touch has its own protocol in
 * its own class.
 *
 * <p><b>Order.</b> The next slot, a bounded number of times in a row; the newest forked child; the
 * oldest runnable coroutine; work from outside; other carriers' work. Every {@value #FAIR_TICK}th
 * time work from outside and the oldest come first, so that neither forks nor wake-ups starve them.
 */
final class Carrier extends Padded {
    private static final int FAIR_TICK = 61;

    /** The capacity of a join stack at first if the carrier's own is with a suspended host. */
    private static final int SMALL = 16;

    private static final int MAX_NEXT_IN_A_ROW = 16;

    /** After so many nanoseconds others may take what waits in the next slot. */
    static final long STALE_NANOS = 500_000;

    private static final long SLICE_NANOS = 1_000_000;
    private static final int CHECKPOINTS_PER_LOOK = 32;

    private static final VarHandle SPAWNED;
    private static final VarHandle FINISHED;
    private static final VarHandle JOINS;
    private static final VarHandle STEALS;

    static {
        try {
            var lookup = MethodHandles.lookup();
            SPAWNED = lookup.findVarHandle(Carrier.class, "spawned", long.class);
            JOINS = lookup.findVarHandle(Carrier.class, "joins", JoinStack.class);
            FINISHED = lookup.findVarHandle(Carrier.class, "finished", long.class);
            STEALS = lookup.findVarHandle(Carrier.class, "steals", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final Engine engine;
    private final int index;
    private final Idle idle;

    // Shared with thieves, by the protocols of their classes.
    private final NextSlot nextSlot = new NextSlot();
    private final ForkDeque forks;
    private final ForkNotice forkNotice = new ForkNotice();
    private volatile JoinStack joins; // that of the mounted host; owner only writes
    private final RunQueue runQueue;
    private final Timers timers;
    private final HostRegistry registry = new HostRegistry();

    // Owner only.
    private final IdleHosts idleHosts;
    private final Victims victims;
    private final Patience patience;
    private JoinStack spareJoins; // null until the first join
    private int joinCapacity;
    private Host mounted;
    private Work aside;
    private boolean searching;
    private int picks;
    private int fairPick = FAIR_TICK;
    private boolean oldestFirst = true;
    private int nextInARow;
    private int checkpoints;
    private int sliceOf;
    private long sliceStart;

    // Owner writes, others read.
    private long spawned;
    private long finished;
    private long steals;

    Carrier(Engine engine, int index, int[] victims, int capacity, int joinCapacity) {
        this.engine = engine;
        this.index = index;
        this.victims = new Victims(victims, index);
        this.idle = engine.idle();
        this.forks = new ForkDeque(capacity);
        this.joinCapacity = joinCapacity;
        this.runQueue = new RunQueue(capacity);
        this.timers = new Timers(engine.clock());
        this.idleHosts = new IdleHosts(engine.sharedHosts());
        this.patience = new Patience(engine.clock(), victims.length);
    }

    // ---- Who runs ------------------------------------------------------------------------------

    /** Any thread. The carrier of the caller; null for a thread that is not on one. */
    static Carrier current() {
        return JdkInternals.currentCarrierThread() instanceof CarryingThread thread
                ? thread.carrier()
                : null;
    }

    /** Any thread. The calling coroutine; null for any other thread, virtual or not. */
    static CoroutineImpl<?> currentCoroutine() {
        Carrier carrier = current();
        return carrier == null || carrier.mounted == null ? null : carrier.mounted.current();
    }

    /**
     * Any thread. The carrier of the calling coroutine, which is on the host that is mounted.
     *
     * @throws IllegalStateException if the caller is not a coroutine
     */
    static Carrier ofCaller() {
        Carrier carrier = current();
        if (carrier == null || carrier.mounted == null || carrier.mounted.current() == null) {
            throw new IllegalStateException(
                    "not in a coroutine: call this inside Scheduler.call or Scheduler.spawn");
        }
        return carrier;
    }

    /**
     * The same for joins and scopes, which look at once whether there is a coroutine. Code of its
     * own, so that the JIT sees that its callers are always on a thread of the same class.
     */
    static Carrier ofJoiner() {
        return JdkInternals.currentCarrierThread() instanceof CarryingThread thread
                ? thread.carrier()
                : null;
    }

    Engine engine() {
        return engine;
    }

    int index() {
        return index;
    }

    Timers timers() {
        return timers;
    }

    ForkDeque forks() {
        return forks;
    }

    ForkNotice forkNotice() {
        return forkNotice;
    }

    RunQueue runQueue() {
        return runQueue;
    }

    NextSlot nextSlot() {
        return nextSlot;
    }

    IdleHosts idleHosts() {
        return idleHosts;
    }

    HostRegistry registry() {
        return registry;
    }

    /** Any thread. Joins of the host that is mounted here; null if there are none. */
    JoinStack joins() {
        return joins;
    }

    /** The same for the owner. */
    JoinStack ownJoins() {
        return (JoinStack) JOINS.get(this); // plain: we are the only writer
    }

    /** The host that is mounted here; null between two. */
    Host mounted() {
        return mounted;
    }

    boolean isMounted() {
        return mounted != null;
    }

    boolean isSearching() {
        return searching;
    }

    void setSearching(boolean searching) {
        this.searching = searching;
    }

    // ---- New work ------------------------------------------------------------------------------

    /** A new coroutine: runs when all that is queued before it has had its turn. */
    void spawn(CoroutineImpl<?> coroutine) {
        runQueue.add(coroutine);
        idle.workAdded();
    }

    /** A new child: the newest runs first here, the oldest is stolen first. */
    void fork(Forked child) {
        forks.push(child);
        forkNotice.forked(idle);
    }

    /** What was forked is on the stack of {@link #joins}. */
    void tellOfFork() {
        forkNotice.forked(idle);
    }

    /** At the mounted host's outermost join. */
    JoinStack lendJoins() {
        StackRoom.ensure();
        JoinStack lent = spareJoins != null ? spareJoins : newJoins();
        spareJoins = null;
        lent.lendTo(mounted);
        mounted.joins = lent;
        joins = lent;
        return lent;
    }

    /** The first one is the carrier's own; another one is needed while that is suspended. */
    private JoinStack newJoins() {
        var made = new JoinStack(joinCapacity);
        joinCapacity = SMALL;
        return made;
    }

    /** No join is under way any more on the mounted host. */
    void takeJoins(JoinStack lent) {
        JOINS.setRelease(this, (JoinStack) null); // it is empty
        if (lent.isKept() && (spareJoins == null || lent.isLargerThan(spareJoins))) {
            spareJoins = lent;
        }
    }

    /** Owner only: drops entries at the bottom that are stale. */
    void dropStarted() {
        forks.dropStarted(this);
    }

    /** For a parent that joins it; see {@link ForkDeque#start}. */
    boolean startForked(CoroutineImpl<?> child) {
        return forks.start(child, this);
    }

    /** Before a new one can run; see {@link Lifecycle}. */
    void countSpawned() {
        SPAWNED.setOpaque(this, spawned + 1); // we are the only writer; queueing it publishes
    }

    /** One has ended while the caller was on this carrier. */
    void countFinished() {
        FINISHED.setRelease(this, finished + 1); // we are the only writer
    }

    /** For code that runs here. Others may look after the timer if this carrier does not tick. */
    void schedule(Timer timer, long nanos) {
        timer.setDeadline(timers.deadlineIn(nanos));
        timers.schedule(timer);
        VarHandle.fullFence(); // against the resignation of a lookout
        engine.idle().ensureLookout();
    }

    /** The running coroutine has made another one runnable. */
    void resumeNext(Work work) {
        runQueue.reserve(1); // before the exchange: if this throws, the JDK tries all of it again
        Work displaced = nextSlot.put(work);
        if (displaced != null) {
            runQueue.add(displaced);
            engine.idle().workAdded();
        } else {
            engine.idle().ensureLookout(); // after the slot's atomic exchange
        }
    }

    /**
     * One has just unmounted here and can go on: it has yielded, or was woken while it was about to
     * park; or a timer of this carrier has woken it.
     */
    void resumeLast(Work work) {
        runQueue.add(work);
        if (work != mounted || !nextSlot.isEmpty() || !forks.isEmpty() || hasJoins()) {
            engine.idle().workAdded();
        } // else: we take one from this queue now, so it holds no more than before the yield
    }

    // ---- Running -------------------------------------------------------------------------------

    /** Runs one piece of work, and what its host runs after it. False if there is none. */
    boolean tick() {
        if (timers.isActive()) {
            timers.expire();
        }
        Work work = pick();
        if (work == null) {
            work = searching ? steal() : null;
        }
        if (work == null) {
            return false;
        }
        if (searching) {
            stopSearching();
        }
        carry(work);
        return true;
    }

    /** Runs what was found, and what its host leaves to run after it. */
    void carry(Work found) {
        Work work = found;
        do {
            run(work);
            work = aside;
            aside = null;
        } while (work != null);
    }

    private void stopSearching() {
        searching = false;
        engine.idle().foundWork(engine.needsAnother());
    }

    private void run(Work work) {
        switch (work) {
            case CoroutineImpl<?> queued -> {
                if (!queued.hasLeftQueue()) {
                    lendHost(queued);
                }
            }
            case Host host -> {
                mounted = host;
                joins = host.joins;
                host.mount(this);
                unmounted();
            }
            case Guest guest -> guest.continuation().run();
            default -> throw new AssertionError(work);
        }
    }

    /** By a host, since cancelling may call code of users. */
    boolean claim(CoroutineImpl<?> queued) {
        if (engine.isCancelling()) {
            queued.cancelNow(true);
        }
        return queued.tryStart() && queued.isWelcome();
    }

    private void lendHost(CoroutineImpl<?> queued) {
        Host host = idleHosts.poll();
        if (host == null) {
            host = newHost(queued);
            if (host == null) {
                return;
            }
        }
        mounted = host;
        host.lendTo(queued, this);
        unmounted();
    }

    private void unmounted() {
        JoinStack left = ownJoins();
        if (left != null) {
            left.list(this);
            JOINS.setRelease(this, (JoinStack) null); // whoever finds it gone here, finds it there
        }
        mounted = null;
    }

    /** Null if there is no memory for one: then the coroutine has failed. */
    private Host newHost(CoroutineImpl<?> queued) {
        try {
            var host = new Host(this);
            registry.add(host);
            host.start();
            return host;
        } catch (Throwable e) {
            queued.abandon(e);
            return null;
        }
    }

    /**
     * By a host that has run a body to its end: the next one to run as a plain call, still to be
     * claimed. Null if the host shall unmount: then what comes next, if anything, is set aside for
     * {@link #tick}.
     */
    CoroutineImpl<?> nextBody() {
        if (timers.isDue()) {
            return null;
        }
        Work work = pick();
        if (work instanceof CoroutineImpl<?> queued) {
            return queued;
        }
        aside = work;
        return null;
    }

    // ---- Choosing ------------------------------------------------------------------------------

    private Work pick() {
        if (++picks == fairPick) {
            fairPick += FAIR_TICK;
            Work work = pickFairly();
            if (work != null) {
                return work;
            }
        }
        Work work = pickLocal();
        return work != null ? work : engine.pollInjectedInto(runQueue);
    }

    /** From outside and from the run queue in turn, neither starves the other. */
    private Work pickFairly() {
        oldestFirst = !oldestFirst;
        if (oldestFirst) {
            Work work = runQueue.poll();
            return work != null ? work : engine.pollInjected();
        }
        Work work = engine.pollInjected();
        return work != null ? work : runQueue.poll();
    }

    private Work pickLocal() {
        if (nextSlot.isEmpty() && forks.isEmptyForOwner() && forkNotice.isQuiet()) {
            nextInARow = 0;
            return runQueue.poll();
        }
        return pickNewest();
    }

    private Work pickNewest() {
        if (nextInARow < MAX_NEXT_IN_A_ROW) {
            Work next = nextSlot.take();
            if (next != null) {
                nextInARow++;
                return next;
            }
        }
        nextInARow = 0;
        Work work = takeForked();
        if (work == null) {
            if (forks.isEmpty()) {
                forkNotice.foundEmpty();
            }
            work = runQueue.poll();
        }
        return work != null ? work : nextSlot.take();
    }

    private CoroutineImpl<?> takeForked() {
        for (Forked child = forks.take(); child != null; child = forks.take()) {
            CoroutineImpl<?> begun = child.begin(this);
            if (begun != null || !child.hasLeftQueue()) {
                return begun; // perhaps not to be had now, and back in the deque: others first
            }
        }
        return null;
    }

    /** Whether the running coroutine has had its share; reads the clock now and then only. */
    boolean isSliceOver() {
        return ++checkpoints % CHECKPOINTS_PER_LOOK == 0 && isSliceOver(engine.clock().nanoTime());
    }

    /** The same for a caller that has just read the clock. */
    boolean isSliceOver(long now) {
        if (sliceOf != picks) {
            sliceOf = picks;
            sliceStart = now;
        }
        return now - sliceStart > SLICE_NANOS;
    }

    /**
     * By a coroutine that is about to yield since its slice is over: next comes work from outside
     * or the oldest, not a fork, which may be another part of what has just had its share.
     */
    void favourOthers() {
        fairPick = picks + 1;
    }

    /** Whether a yield would let anybody else run. */
    boolean hasQueuedWork() {
        return !runQueue.isEmpty()
                || !forks.isEmpty()
                || hasJoins()
                || !nextSlot.isEmpty()
                || engine.hasInjected()
                || timers.isActive();
    }

    private Work steal() {
        victims.look();
        for (int nth = 0; nth < victims.count(); nth++) {
            int place = victims.place(nth);
            Carrier victim = engine.carrier(victims.carrier(place));
            Work stolen = stealForked(place, victim.forks);
            if (stolen == null) {
                stolen = stealHalf(place, victim.joins);
            }
            if (stolen == null) {
                stolen = victim.runQueue.stealInto(runQueue);
            }
            if (stolen != null) {
                STEALS.setOpaque(this, steals + 1); // we are the only writer
                return stolen;
            }
        }
        return null;
    }

    private CoroutineImpl<?> stealForked(int victim, ForkDeque from) {
        Forked child = Fence.ASYMMETRIC ? patience.steal(victim, from) : from.steal();
        return child == null ? null : child.begin(this);
    }

    private CoroutineImpl<?> stealHalf(int victim, JoinStack from) {
        if (from == null || from.isEmpty()) {
            return null;
        }
        return Fence.ASYMMETRIC ? patience.steal(victim, from, this) : from.stealFor(this);
    }

    /** Any thread. Whether anybody could take work from here, the next slot left out. */
    boolean hasStealableWork() {
        return hasJoins() || !forks.isEmpty() || !runQueue.isEmpty();
    }

    /** Before the deque is looked at, to which they go when the host unmounts. */
    private boolean hasJoins() {
        JoinStack seen = joins;
        return seen != null && !seen.isEmpty();
    }

    /** Owner only. How many forks nobody has taken, those of suspended joins left out. */
    int forksInReach() {
        JoinStack own = ownJoins();
        return forks.size() + (own == null ? 0 : own.size());
    }

    // ---- Counts, for any thread ----------------------------------------------------------------

    long spawnedCount() {
        return (long) SPAWNED.getOpaque(this); // read after the ends
    }

    long finishedCount() {
        return (long) FINISHED.getAcquire(this); // its start is seen by whoever sees an end
    }

    long stealsCount() {
        return (long) STEALS.getOpaque(this); // a statistic
    }
}
