package dev.raddle.scheduler.jdk;

import jdk.internal.vm.ThreadContainer;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A thread container whose {@code onStart} and {@code onExit} do nothing.
 *
 * <p>It can be linked only after {@code jdk.internal.vm} was exported to us. Hence a file of its
 * own, and a factory that says {@code Object}: the verifier of its user must not need it.
 */
final class UntrackedContainer extends ThreadContainer {
    private final String name;
    private final Supplier<Stream<Thread>> threads;

    private UntrackedContainer(String name, Supplier<Stream<Thread>> threads) {
        super(true);
        this.name = name;
        this.threads = threads;
    }

    static Object create(String name, Supplier<Stream<Thread>> threads) {
        return new UntrackedContainer(name, threads);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Stream<Thread> threads() {
        return threads.get().filter(Thread::isAlive);
    }
}
