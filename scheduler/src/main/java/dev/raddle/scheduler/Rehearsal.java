package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.Joiner;
import dev.raddle.Scope;
import dev.raddle.ScopeOptions;
import dev.raddle.scheduler.jdk.HostHygiene;
import dev.raddle.scheduler.jdk.ScopedValueBindings;
import dev.raddle.scheduler.jdk.ThreadLocals;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/**
 * Once in each JVM, before the first scheduler opens: all that the engine does where a stack ends
 * is done where there is room. What the JVM loads, initialises or links for the first time at the
 * end of a stack fails there, and some of it stays broken: a class whose initialiser has failed, a
 * lambda, a piece of a method handle.
 *
 * <p>The ways are gone for real, on a scheduler of its own, because a list of classes would not
 * link the calls between them. A test in fresh JVMs shows that nothing is left to load.
 */
final class Rehearsal {
    /** Enough for all that the JVM puts off until something has been called often. */
    private static final int CALLS = 150;

    private static boolean done;

    private Rehearsal() {}

    /** By whoever opens a scheduler. */
    static synchronized void ensureDone() {
        if (!done) {
            run();
            done = true;
        }
    }

    private static void run() {
        boolean interrupted = Thread.interrupted(); // not meant for this
        var scheduler =
                new RaddleScheduler(
                        "rehearsal", new int[1][0], new int[0], (coroutine, reason) -> {});
        try {
            new Rehearsal().on(scheduler);
        } finally {
            scheduler.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void on(RaddleScheduler scheduler) {
        for (Runnable way : ways(scheduler)) {
            ((CoroutineImpl<?>) scheduler.spawn(way::run)).awaitEnd();
        }
    }

    private Runnable[] ways(RaddleScheduler scheduler) {
        return new Runnable[] {
            this::overflow,
            this::cancelFromInside,
            this::forget,
            this::close,
            this::joinAll,
            this::joinHalves,
            this::failRightHalf,
            this::failLeftHalf,
            this::leaveHalf,
            this::makeHosts,
            () -> await(scheduler),
            this::callHandles
        };
    }

    private static Scope open() {
        return ScopeImpl.openPlain(ScopeOptions.defaults());
    }

    private static <T> T nothing() {
        return null;
    }

    /**
     * A child fails as at the end of the stack; its sibling never starts. To go to that end would
     * touch all of a carrier's stack, which takes longer than all the rest.
     */
    private void overflow() {
        try (Scope scope = open()) {
            Coroutine<Integer> failing = scope.fork(Rehearsal::endOfStack);
            scope.fork(Rehearsal::nothing).toCompletableFuture();
            joinInVain(failing);
        }
    }

    private static int endOfStack() {
        throw new StackOverflowError();
    }

    private static void joinInVain(Coroutine<?> child) {
        try {
            child.join();
        } catch (CompletionException | CancellationException expected) {
            // That was its end.
        }
    }

    /** A child of a child, all on one stack, cancels the outer scope. */
    private void cancelFromInside() {
        try (Scope outer = open()) {
            Coroutine<?> child =
                    outer.fork(() -> {
                        try (Scope inner = open()) {
                            inner.fork(
                                            () -> {
                                                outer.cancel();
                                                Coroutine.uncancellable(() -> null);
                                                Coroutine.checkpoint();
                                                return null;
                                            })
                                    .join();
                        }
                        return null;
                    });
            joinInVain(child);
        }
    }

    /** A child ends without having closed its scope. */
    private void forget() {
        try (Scope scope = open()) {
            joinInVain(scope.fork(() -> open().fork(Rehearsal::nothing)));
        }
    }

    /** Without a join. */
    private void close() {
        try (Scope scope = open()) {
            scope.fork(Rehearsal::nothing);
        }
    }

    private void joinAll() {
        Joiner<Object, ?> joiner = Joiner.allSettled();
        try (var scope = ScopeImpl.open(joiner, ScopeOptions.defaults())) {
            scope.fork(Rehearsal::nothing);
            scope.join();
        }
    }

    /** Each taken back, then each begun by the carrier while its parent is suspended. */
    private void joinHalves() {
        var join = new ForkJoinImpl();
        for (Runnable suspend : new Runnable[] {() -> {}, Thread::yield}) {
            join.run(suspend, Thread::yield);
            join.joinInt(() -> after(suspend), () -> after(Thread::yield), Integer::sum);
            join.joinLong(() -> after(suspend), () -> after(Thread::yield), Long::sum);
            join.joinDouble(() -> after(suspend), () -> after(Thread::yield), Double::sum);
            join.<Integer, Integer, Integer, RuntimeException>join(
                    () -> after(suspend), () -> after(Thread::yield), Integer::sum);
        }
    }

    private static int after(Runnable suspend) {
        suspend.run();
        return 0;
    }

    private void failRightHalf() {
        joinHalvesInVain(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.yield();
                    }
                    Coroutine.checkpoint();
                },
                () -> {
                    throw new CancellationException();
                });
    }

    private void failLeftHalf() {
        joinHalvesInVain(
                () -> {
                    Thread.yield();
                    throw new CancellationException();
                },
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.yield();
                    }
                    Coroutine.checkpoint();
                });
    }

    private static void joinHalvesInVain(Runnable left, Runnable right) {
        try {
            new ForkJoinImpl().run(left, right);
        } catch (CancellationException expected) {
            // That was its end.
        }
    }

    /** Carriers that steal halves at the end of a stack need a host for each. */
    private void makeHosts() {
        try (Scope scope = open()) {
            for (int i = 0; i < CALLS; i++) {
                scope.fork(Rehearsal::suspended);
            }
            Thread.yield(); // all begin before any goes on
            scope.join();
        }
    }

    private static Object suspended() {
        Thread.yield();
        return null;
    }

    /** A join that cannot wait. */
    private void leaveHalf() {
        Carrier carrier = Carrier.ofCaller();
        carrier.countSpawned();
        new StolenBranch(carrier.engine(), null, null, carrier.mounted().current(), null)
                .leaveToScope();
    }

    private void await(RaddleScheduler scheduler) {
        scheduler.spawn(() -> {}).join();
        scheduler.spawn(() -> {}).join(Duration.ofDays(1));
        scheduler.spawnFromCarrier(Rehearsal::nothing);
    }

    /** A method handle is made anew when it has been called some hundred times. */
    private void callHandles() {
        Thread thread = Thread.currentThread();
        var local = new ThreadLocal<Object>();
        Object bindings =
                ScopedValue.where(ScopedValue.newInstance(), this)
                        .call(ScopedValueBindings::capture);
        for (int i = 0; i < CALLS; i++) {
            StackRoom.ensure();
            StackRoom.ensureInlined();
            Fence.heavy(); // by thieves, and the next by carriers: not at the end of a stack,
            Thread.yield(); // but a test cannot tell
            ScopedValueBindings.findAgain();
            ScopedValueBindings.run(bindings, ScopedValueBindings::capture);
            local.set(this);
            Object taken = ThreadLocals.takeAway(thread);
            ThreadLocals.restore(thread, taken);
            HostHygiene.scrub(thread, Host.NAME);
            ThreadLocals.restore(thread, ThreadLocals.takeAway(thread));
            HostHygiene.scrub(thread, Host.NAME);
        }
    }
}
