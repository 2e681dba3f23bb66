package dev.raddle.scheduler;

import dev.raddle.Scheduler;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How a scheduler ends: no more coroutines from outside, those inside finish, the carriers stop.
 *
 * <p><b>Role and threads.</b> Any thread outside of the scheduler closes; carriers report that they
 * park.
 *
 * <p><b>States</b>: OPEN, CLOSING ({@code closing}), STOPPED (the engine's {@code stopped}), and
 * terminated, when the threads have ended.
 *
 * <p><b>Protocol.</b> Each coroutine is counted before it can run, and counted again after it has
 * ended, each time in a counter of the carrier that does it, or in the one for all outside threads.
 * Whoever adds up all ends first and all starts afterwards, and gets the same sum, knows that at
 * the moment between no coroutine lived: every end counted has its start counted, and what started
 * before that moment has ended. Nothing can start after it, since only a living coroutine or an
 * outside thread could do that, and outside threads are refused once CLOSING is set: they count,
 * look, and if refused count an end.
 *
 * <p>Who looks: the closer, after setting {@code closing}; each carrier that parks while {@code
 * closing} is set, after the atomic step by which it is counted as parked; an outside thread that
 * counts an end. The last coroutine ends on some carrier, which parks later, or on an outside
 * thread; so the last of all these sees the equal sums.
 */
class Lifecycle {
    private static final long CANCEL_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    // Set once by start.
    private Engine engine;
    private CarrierThread[] threads;

    // Any thread.
    private final LongAdder spawnedOutside = new LongAdder();
    private final LongAdder finishedOutside = new LongAdder();
    private volatile boolean closing;

    final void start(RaddleScheduler scheduler, Engine engine, int[] cpuOfCarrier) {
        startWithoutThreads(engine);
        engine.setScheduler(scheduler);
        threads = new CarrierThread[engine.carriers()];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new CarrierThread(engine, engine.carrier(i));
        }
        try (var spacers = new Spacers()) {
            for (CarrierThread thread : threads) {
                spacers.add();
                thread.start();
            }
        }
        Pinner.pin(threads, cpuOfCarrier);
    }

    /** For tests that tick the carriers themselves. */
    final void startWithoutThreads(Engine engine) {
        this.engine = engine;
        threads = new CarrierThread[0];
    }

    // ---- Counting ------------------------------------------------------------------------------

    /** Counts a coroutine from outside, or refuses it. */
    void acceptFromOutside(Scheduler scheduler) {
        spawnedOutside.increment();
        if (closing) { // after it was counted
            countFinishedOutside();
            throw new RejectedExecutionException(
                    scheduler + " is closed: it accepts coroutines only from its own coroutines");
        }
    }

    void countFinishedOutside() {
        finishedOutside.increment();
        stopIfQuiescent();
    }

    void carrierParks() {
        stopIfQuiescent();
    }

    private void stopIfQuiescent() {
        if (closing && !engine.isStopped() && isQuiescent()) {
            engine.stop();
        }
    }

    /** Broken on purpose by a test's twin. */
    boolean isQuiescent() {
        long finished = finished();
        return finished == spawned(); // in this order, see the header
    }

    final long finished() {
        long sum = finishedOutside.sum();
        for (int i = 0; i < engine.carriers(); i++) {
            sum += engine.carrier(i).finishedCount();
        }
        return sum;
    }

    final long spawned() {
        long sum = spawnedOutside.sum();
        for (int i = 0; i < engine.carriers(); i++) {
            sum += engine.carrier(i).spawnedCount();
        }
        return sum;
    }

    // ---- Closing -------------------------------------------------------------------------------

    boolean isClosing() {
        return closing;
    }

    boolean close(long nanos) {
        ensureOutside();
        closing = true;
        stopIfQuiescent();
        try {
            return awaitThreads(deadline(nanos));
        } catch (InterruptedException e) {
            boolean stopped = shutdownNow(nanos);
            Thread.currentThread().interrupt();
            return stopped;
        }
    }

    boolean shutdownNow(long nanos) {
        ensureOutside();
        closing = true;
        engine.startCancelling();
        long deadline = deadline(nanos);
        boolean interrupted = false;
        boolean ended = false;
        do {
            engine.forEachHost(Lifecycle::cancelIfLent);
            stopIfQuiescent();
            try {
                // A coroutine may have started just before; so look again until all have ended.
                ended = awaitThreads(Math.min(deadline, deadline(CANCEL_AGAIN_NANOS)));
            } catch (InterruptedException e) {
                interrupted = true; // there is no harder way to close
            }
        } while (!ended && System.nanoTime() - deadline < 0);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    private static void cancelIfLent(Host host) {
        CoroutineImpl<?> coroutine = host.outermost();
        if (coroutine != null) {
            coroutine.cancel(true);
        }
    }

    private static long deadline(long nanos) {
        // Far enough for ever, and near enough for the difference not to overflow.
        return System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2);
    }

    private boolean awaitThreads(long deadline) throws InterruptedException {
        for (CarrierThread thread : threads) {
            long left = deadline - System.nanoTime();
            if (thread.isAlive() && (left <= 0 || !thread.join(java.time.Duration.ofNanos(left)))) {
                return false;
            }
        }
        emptyQueues();
        return true;
    }

    /** Several may close at once, and queues have one owner: whoever is in here. */
    private synchronized void emptyQueues() {
        engine.emptyQueues();
    }

    private void ensureOutside() {
        Carrier carrier = Carrier.current();
        if (carrier != null && carrier.engine() == engine) {
            throw new IllegalStateException(
                    "a scheduler cannot be closed by its own coroutine, which would wait for"
                            + " itself: close it where it was opened");
        }
    }

    // ---- Looking -------------------------------------------------------------------------------

    Scheduler.Metrics metrics() {
        long finished = finished();
        long spawned = spawned();
        long steals = 0;
        long parks = 0;
        long hosts = 0;
        for (int i = 0; i < engine.carriers(); i++) {
            steals += engine.carrier(i).stealsCount();
            parks += threads[i].parks();
            hosts += engine.carrier(i).registry().created();
        }
        return new Scheduler.Metrics(spawned, finished, steals, parks, hosts);
    }
}
