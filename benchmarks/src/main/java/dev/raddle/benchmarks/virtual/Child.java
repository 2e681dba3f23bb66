package dev.raddle.benchmarks.virtual;

import java.util.concurrent.Callable;

/** A virtual thread and what it returns. */
final class Child implements Runnable {
    private final Callable<Long> body;
    private Thread thread;
    private long result;

    private Child(Callable<Long> body) {
        this.body = body;
    }

    static Child start(Callable<Long> body) {
        var child = new Child(body);
        child.thread = Thread.startVirtualThread(child);
        return child;
    }

    long join() throws InterruptedException {
        thread.join();
        return result;
    }

    @Override
    public void run() {
        try {
            result = body.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
