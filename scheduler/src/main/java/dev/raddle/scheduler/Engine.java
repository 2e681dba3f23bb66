package dev.raddle.scheduler;

import dev.raddle.scheduler.jdk.HostContainer;

import org.agrona.concurrent.NanoClock;

import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The carriers of one scheduler and what they share: the injection queue, the idle protocol, the
 * clock. Knows nothing of threads that tick the carriers, so that a test can.
 *
 * <p>Any thread may call anything here, unless a method says otherwise.
 *
 * <p><b>Stopping.</b> {@code stopped} is set when no coroutine lives any more. What is made
 * runnable after that can only be a {@link Guest}; nobody carries it, so it goes to the JDK's
 * common pool. Who injects looks at {@code stopped} after the work became visible, and who stops
 * looks at the queue after setting {@code stopped}: one of them sees the other.
 */
final class Engine {
    private static final int INJECTED_BATCH = 16;

    // Immutable.
    private final String name;
    private final NanoClock clock;
    private final Carrier[] carriers;
    private final Sleeper[] sleepers;
    private final Idle idle;
    private final HostContainer hosts;
    private final Runnable onCarrierParks;
    private final BooleanSupplier needsAnother = this::isAnotherNeeded;

    // Set once, before any carrier ticks.
    private RaddleScheduler scheduler;

    // Any thread.
    private final IdleHosts.Shared sharedHosts = new IdleHosts.Shared();
    private final ConcurrentLinkedQueue<Work> injected = new ConcurrentLinkedQueue<>();
    private volatile boolean cancelling;
    private volatile boolean stopped;

    /**
     * What a scheduler is made of.
     *
     * @param victims for each carrier the others, nearest first
     * @param capacity of run queues and fork deques at first, a power of two
     * @param joinCapacity of each carrier's first join stack at first
     * @param clock the time of all timers
     * @param onCarrierParks called by each carrier that parks, after it is counted as parked
     */
    Engine(
            String name,
            int[][] victims,
            int capacity,
            int joinCapacity,
            NanoClock clock,
            Runnable onCarrierParks) {
        this.name = name;
        this.clock = clock;
        this.onCarrierParks = onCarrierParks;
        Fence.heavy(); // links it here, where there is room on the stack and memory
        int n = victims.length;
        sleepers = new Sleeper[n];
        for (int i = 0; i < n; i++) {
            sleepers[i] = new Sleeper();
        }
        idle = new Idle(sleepers);
        carriers = new Carrier[n];
        for (int i = 0; i < n; i++) {
            carriers[i] = new Carrier(this, i, victims[i], capacity, joinCapacity);
        }
        hosts =
                HostContainer.open(
                        "raddle-" + name,
                        () -> {
                            var threads = java.util.stream.Stream.<Thread>builder();
                            forEachHost(host -> threads.add(host.thread()));
                            return threads.build().filter(Objects::nonNull);
                        });
    }

    String name() {
        return name;
    }

    /** Null in tests without threads. */
    RaddleScheduler scheduler() {
        return scheduler;
    }

    void setScheduler(RaddleScheduler scheduler) {
        this.scheduler = scheduler;
    }

    NanoClock clock() {
        return clock;
    }

    Idle idle() {
        return idle;
    }

    HostContainer hosts() {
        return hosts;
    }

    IdleHosts.Shared sharedHosts() {
        return sharedHosts;
    }

    int carriers() {
        return carriers.length;
    }

    Carrier carrier(int index) {
        return carriers[index];
    }

    Sleeper sleeper(int index) {
        return sleepers[index];
    }

    void forEachHost(Consumer<Host> action) {
        for (Carrier carrier : carriers) {
            carrier.registry().forEach(action);
        }
    }

    /** One of ours has ended; on a carrier or, if it never started, anywhere. */
    void countFinished() {
        Carrier carrier = Carrier.current();
        if (carrier != null && carrier.engine() == this) {
            carrier.countFinished();
        } else {
            scheduler.countFinished();
        }
    }

    // ---- Work that becomes runnable ------------------------------------------------------------

    /** From the JDK (DESIGN F5, F19): takes no lock, does not park, does not throw. */
    void resumed(Work work) {
        Carrier carrier = Carrier.current();
        if (carrier == null || carrier.engine() != this) {
            inject(work);
        } else if (Thread.currentThread().isVirtual()) {
            carrier.resumeNext(work); // the coroutine that runs here has woken another
        } else {
            carrier.resumeLast(work); // one has just unmounted here: a yield; or a timer went off
        }
    }

    /** From outside of the carriers. */
    void inject(Work work) {
        injected.add(work);
        idle.workAdded();
        if (stopped) { // after the work became visible
            runLeftBehind();
        }
    }

    Work pollInjected() {
        return injected.isEmpty() ? null : injected.poll();
    }

    boolean hasInjected() {
        return !injected.isEmpty();
    }

    /** By a carrier: takes one, and some more into its own queue, from which others may steal. */
    Work pollInjectedInto(RunQueue mine) {
        Work first = pollInjected();
        if (first != null && !injected.isEmpty()) {
            takeMore(mine);
        }
        return first;
    }

    private void takeMore(RunQueue mine) {
        try {
            mine.reserve(INJECTED_BATCH - 1); // before taking: what is taken must arrive
        } catch (OutOfMemoryError e) {
            return; // they stay where they are
        }
        for (int i = 1; i < INJECTED_BATCH; i++) {
            Work more = injected.poll();
            if (more == null) {
                break;
            }
            mine.add(more);
        }
        idle.workAdded(); // it was in no queue for a moment, and somebody may have parked in it
    }

    /** P3 of the idle protocol. */
    boolean hasWorkFor(Carrier carrier) {
        return !carrier.nextSlot().isEmpty()
                || carrier.timers().untilNext() == 0
                || hasSharedWork();
    }

    /** F2 of the idle protocol. */
    BooleanSupplier needsAnother() {
        return needsAnother;
    }

    private boolean isAnotherNeeded() {
        return hasSharedWork() || !idle.hasLookout() && isLookoutNeeded();
    }

    private boolean isLookoutNeeded() {
        for (Carrier carrier : carriers) {
            if (!carrier.nextSlot().isEmpty()
                    || carrier.timers().isActive()
                    || carrier.forkNotice().isLight()) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is work that any carrier could take. */
    private boolean hasSharedWork() {
        if (hasInjected()) {
            return true;
        }
        for (Carrier other : carriers) {
            if (other.hasStealableWork()) {
                return true;
            }
        }
        return false;
    }

    void carrierParks() {
        onCarrierParks.run();
    }

    // ---- Stopping ------------------------------------------------------------------------------

    /** From now on queued coroutines are cancelled instead of started. */
    void startCancelling() {
        cancelling = true;
    }

    boolean isCancelling() {
        return cancelling;
    }

    boolean isStopped() {
        return stopped;
    }

    /** When no coroutine lives any more: the carriers end. */
    void stop() {
        stopped = true;
        for (Sleeper sleeper : sleepers) {
            sleeper.poke();
        }
        hosts.close();
    }

    /** When the carriers have ended: what virtual threads of others are left goes elsewhere. */
    void runLeftBehind() {
        for (Work work = injected.poll(); work != null; work = injected.poll()) {
            if (work instanceof Guest guest) {
                ForkJoinPool.commonPool().execute(guest.continuation());
            }
        }
    }

    /** By whoever stopped the carriers, when their threads have ended. */
    void emptyQueues() {
        for (Carrier carrier : carriers) {
            for (Work work = carrier.runQueue().poll();
                    work != null;
                    work = carrier.runQueue().poll()) {
                injected.add(work);
            }
            Work next = carrier.nextSlot().take();
            if (next != null) {
                injected.add(next);
            }
        }
        runLeftBehind();
    }
}
