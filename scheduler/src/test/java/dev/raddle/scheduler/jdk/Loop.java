package dev.raddle.scheduler.jdk;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The smallest scheduler: virtual threads run on the thread that calls {@link #run}. */
final class Loop implements Executor {
    private final ArrayDeque<Runnable> runnable = new ArrayDeque<>();

    @Override
    public void execute(Runnable continuation) {
        runnable.addLast(continuation);
    }

    /** Starts a virtual thread and runs everything until nothing is runnable. */
    Thread run(Runnable body) {
        try (HostContainer container = HostContainer.open("loop", Stream::empty)) {
            Thread thread = JdkInternals.newVirtualThread(this, "host", body);
            container.start(thread);
            drain();
            return thread;
        }
    }

    void drain() {
        Runnable next = runnable.pollFirst();
        while (next != null) {
            next.run();
            next = runnable.pollFirst();
        }
    }
}
