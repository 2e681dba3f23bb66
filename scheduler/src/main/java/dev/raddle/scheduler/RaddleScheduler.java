package dev.raddle.scheduler;

import dev.raddle.Action;
import dev.raddle.Body;
import dev.raddle.Coroutine;
import dev.raddle.Scheduler;
import dev.raddle.ScopeOptions;

import org.agrona.concurrent.SystemNanoClock;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;

/**
 * The public face of an {@link Engine} with its threads: what is spawned from where, and how it all
 * ends, which is {@link Lifecycle}'s.
 */
final class RaddleScheduler implements Scheduler, Group {
    /**
     * Of a run queue, which goes round, so it shall stay in the cache, and of a fork deque, which
     * is seldom as full.
     */
    private static final int QUEUE = 1 << 8;

    /**
     * Of a carrier's own join stack: 64 KiB, so that those of two carriers share no pair of lines
     * of the collector's table of cards (decision 10), of which one covers 32 KiB. A carrier makes
     * it at its first join.
     */
    private static final int JOINS = 1 << 14;

    private final Engine engine;
    private final Lifecycle lifecycle;
    private final Group quiet = new Quiet();
    private final BiConsumer<? super Coroutine<?>, ? super Throwable> uncaughtHandler;

    /** Starts the carriers. */
    RaddleScheduler(
            String name,
            int[][] victims,
            int[] cpuOfCarrier,
            BiConsumer<? super Coroutine<?>, ? super Throwable> uncaughtHandler) {
        this.uncaughtHandler = uncaughtHandler;
        this.lifecycle = new Lifecycle();
        this.engine =
                new Engine(
                        name,
                        victims,
                        QUEUE,
                        JOINS,
                        SystemNanoClock.INSTANCE,
                        lifecycle::carrierParks);
        lifecycle.start(this, engine, cpuOfCarrier);
    }

    /** The scheduler that a scope's children run on. */
    static RaddleScheduler of(ScopeOptions options, CoroutineImpl<?> owner) {
        if (options.onScheduler() != null) {
            return (RaddleScheduler) options.onScheduler();
        }
        if (owner == null) {
            throw new IllegalStateException(
                    "not in a coroutine: open the scope inside Scheduler.call, or name a scheduler"
                            + " with ScopeOptions.withScheduler");
        }
        return Carrier.current().engine().scheduler();
    }

    // ---- Starting coroutines -------------------------------------------------------------------

    @Override
    public <T> Coroutine<T> spawn(Callable<? extends T> body) {
        Objects.requireNonNull(body, "body");
        return queue(new CoroutineImpl<>(this, body));
    }

    @Override
    public <T> Coroutine<T> spawn(String name, Callable<? extends T> body) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
        return queue(Member.of(this, name, null, body));
    }

    @Override
    public Coroutine<Void> spawn(Action body) {
        Objects.requireNonNull(body, "body");
        return queue(new CoroutineImpl<Void>(this, body));
    }

    private <T> CoroutineImpl<T> queue(CoroutineImpl<T> coroutine) {
        StackRoom.ensure(); // not inlined: a handler that spawns may be inlined into an end
        Carrier carrier = ownCarrier();
        countSpawned(carrier);
        try {
            if (carrier != null) {
                carrier.spawn(coroutine);
            } else {
                engine.inject(coroutine);
            }
        } catch (Throwable e) { // no memory left: what is counted has to end
            coroutine.abandon(e);
            throw e;
        }
        return coroutine;
    }

    /** By a carrier, outside of any coroutine: runs what may call code of users, or block. */
    void spawnFromCarrier(Callable<Void> body) {
        Carrier carrier = Carrier.current();
        var errand = new Errand(quiet, body);
        carrier.countSpawned();
        try {
            carrier.spawn(errand);
        } catch (Throwable e) { // no memory left: what is counted has to end
            errand.abandon(e);
            throw e;
        }
    }

    /** A child that its scope has counted by {@link #countSpawned}. */
    void fork(CoroutineImpl<?> child) {
        Carrier carrier = ownCarrier();
        if (carrier != null) {
            carrier.fork(child);
        } else {
            engine.inject(child);
        }
    }

    /** The calling coroutine's carrier, if it is one of ours. */
    private Carrier ownCarrier() {
        Carrier carrier = Carrier.current();
        return carrier != null && carrier.engine() == engine && carrier.isMounted()
                ? carrier
                : null;
    }

    /** Before a child can run. */
    void countSpawned() {
        countSpawned(ownCarrier());
    }

    private void countSpawned(Carrier carrier) {
        if (carrier != null) {
            carrier.countSpawned();
        } else {
            lifecycle.acceptFromOutside(this);
        }
    }

    /** When a coroutine has ended. */
    void countFinished() {
        countFinished(Carrier.current());
    }

    private void countFinished(Carrier carrier) {
        if (carrier != null && carrier.engine() == engine) {
            carrier.countFinished();
        } else {
            lifecycle.countFinishedOutside();
        }
    }

    /** On the carrier of the caller, or any. */
    Timers schedule(Timer timer, long nanos) {
        Carrier carrier = ownCarrier();
        if (carrier != null) {
            carrier.schedule(timer, nanos);
            return carrier.timers();
        }
        Timers timers = engine.carrier(0).timers();
        timer.setDeadline(timers.deadlineIn(nanos));
        timers.schedule(timer);
        engine.sleeper(0).poke();
        engine.idle().ensureLookout();
        return timers;
    }

    Engine engine() {
        return engine;
    }

    // ---- As the group of unstructured coroutines -----------------------------------------------

    @Override
    public void ended(CoroutineImpl<?> member, boolean unawaited) {
        Completion.Failure failure = member.failure();
        if (failure != null && !failure.cancelled() && unawaited) {
            reportUncaught(member, failure.cause());
        }
        countFinished(member.carrier());
    }

    private void reportUncaught(Coroutine<?> failed, Throwable reason) {
        try {
            uncaughtHandler.accept(failed, reason);
        } catch (Throwable e) {
            System.getLogger("dev.raddle")
                    .log(System.Logger.Level.ERROR, "the uncaught handler failed", e);
        }
    }

    /** The group of coroutines whose failure somebody is sure to see. */
    private final class Quiet implements Group {
        @Override
        public void ended(CoroutineImpl<?> member, boolean unawaited) {
            countFinished();
        }
    }

    // ---- Calling -------------------------------------------------------------------------------

    @Override
    public <T, X extends Throwable> T call(Body<? extends T, ? extends X> main) throws X {
        Objects.requireNonNull(main, "main");
        Callable<T> body =
                () -> {
                    try {
                        return main.call();
                    } catch (Throwable e) {
                        throw RaddleScheduler.<RuntimeException>unchecked(e);
                    }
                };
        CoroutineImpl<T> coroutine = queue(Member.of(quiet, "main", null, body));
        boolean interrupted = awaitMain(coroutine);
        Completion.Failure failure = coroutine.failure();
        if (failure == null) {
            return coroutine.result();
        }
        if (interrupted && failure.cancelled()) {
            throw cancelledByInterrupt(coroutine, failure);
        }
        throw RaddleScheduler.<X>unchecked(failure.cause());
    }

    /** With the place where the main coroutine learned of it as the cause. */
    private static CancellationException cancelledByInterrupt(
            Coroutine<?> main, Completion.Failure end) {
        var cancellation =
                new CancellationException(
                        "the thread that waited in Scheduler.call was interrupted, therefore "
                                + main.name()
                                + " was cancelled");
        cancellation.initCause(end.cause());
        return cancellation;
    }

    @SuppressWarnings("unchecked") // the body throws an X, an unchecked one or an error
    private static <X extends Throwable> X unchecked(Throwable e) throws X {
        throw (X) e;
    }

    @Override
    public void run(Action main) throws Exception {
        Objects.requireNonNull(main, "main");
        this.<Void, Exception>call(() -> {
            main.run();
            return null;
        });
    }

    /**
     * If the caller is interrupted or cancelled, the main coroutine is cancelled, and waited for.
     *
     * @return whether it was cancelled because of an interrupt
     */
    private static boolean awaitMain(CoroutineImpl<?> main) {
        try {
            Wait.untilDoneOrInterrupted(main, Long.MAX_VALUE);
            return false;
        } catch (InterruptedException e) {
            main.cancel();
            main.awaitEnd();
            Thread.currentThread().interrupt();
            throwIfCallerIsCancelled(); // that is an interrupt too
            return true;
        } catch (CancellationException e) {
            main.cancel();
            main.awaitEnd();
            throw e;
        }
    }

    private static void throwIfCallerIsCancelled() {
        CoroutineImpl<?> caller = Carrier.currentCoroutine();
        if (caller != null) {
            caller.throwIfCancelled();
        }
    }

    // ---- Ending --------------------------------------------------------------------------------

    @Override
    public void close() {
        lifecycle.close(Long.MAX_VALUE);
    }

    @Override
    public boolean close(Duration limit) {
        return lifecycle.close(Wait.nanos(limit));
    }

    @Override
    public void shutdownNow() {
        lifecycle.shutdownNow(Long.MAX_VALUE);
    }

    @Override
    public boolean shutdownNow(Duration limit) {
        return lifecycle.shutdownNow(Wait.nanos(limit));
    }

    @Override
    public boolean isClosed() {
        return lifecycle.isClosing();
    }

    // ---- Looking -------------------------------------------------------------------------------

    @Override
    public int carriers() {
        return engine.carriers();
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public Metrics metrics() {
        return lifecycle.metrics();
    }

    @Override
    public String toString() {
        return "Scheduler[" + name() + ", " + carriers() + " carriers]";
    }
}
