package dev.raddle.benchmarks.workload;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Where many threads of control wait, each by one park, until the gate opens. */
public final class Gate {
    private final Thread[] waiting;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile boolean open;

    /**
     * A closed gate.
     *
     * @param places for how many
     */
    public Gate(int places) {
        waiting = new Thread[places];
    }

    /**
     * Waits until the gate is open.
     *
     * @param place the caller's own, from 0 on
     */
    public void pass(int place) {
        waiting[place] = Thread.currentThread();
        arrived.incrementAndGet();
        while (!open) {
            LockSupport.park(this);
        }
    }

    /**
     * Waits until all places are taken and all who took them are parked.
     *
     * @throws InterruptedException if interrupted
     */
    public void awaitAll() throws InterruptedException {
        while (arrived.get() < waiting.length) {
            Thread.sleep(1);
        }
        for (Thread thread : waiting) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
    }

    /** Opens the gate and wakes all who wait. */
    public void open() {
        open = true;
        for (Thread thread : waiting) {
            LockSupport.unpark(thread);
        }
    }
}
