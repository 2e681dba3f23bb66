package dev.raddle.scheduler.pipeline;

import dev.raddle.Pipeline;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The sink of a run, called by one runner at a time, in order.
 *
 * <p><b>Role and threads.</b> Every runner that has completed a cell calls {@link #tryAcquire}; the
 * one that gets the token passes on all results that are due, its own or others', with {@link
 * #passOne}, and then calls {@link #release}. The token hands the sink's state from one to the
 * next.
 *
 * <p><b>Protocol.</b> Complete the cell, then try the token; the holder releases the token, then
 * looks at the first cell again ({@link #isDue}), and tries again if its result is there. All four
 * are volatile, so of two runners at least one sees the other: either the second finds the token
 * free, or the holder finds the second's result. No result that is due is left lying.
 *
 * @param <S> what was read
 * @param <T> what comes out of the last stage
 */
final class Outlet<S, T> {
    private final Pipeline.Sink<? super T> sink;
    private final AtomicBoolean token = new AtomicBoolean();

    // Written by the holder of the token, read by all. The cell last delivered: its successor is
    // the next one that is due. A stale one, seen by a runner without the token, can only look less
    // due than the current one, or due although it was delivered, which costs a vain attempt.
    private volatile Cell<S, T> delivered;
    private volatile long count;

    Outlet(Pipeline.Sink<? super T> sink, Cell<S, T> first) {
        this.sink = sink;
        this.delivered = first;
    }

    boolean tryAcquire() {
        return !token.get() && token.compareAndSet(false, true);
    }

    void release() {
        token.set(false);
    }

    /** How many items the sink has taken. */
    long count() {
        return count;
    }

    /** Whether the result that comes next in order is there. */
    boolean isDue() {
        Cell<S, T> next = delivered.next();
        return next != null && next.result() != null;
    }

    /**
     * Calls the sink with the next result in order.
     *
     * @return false if it is not there yet
     */
    boolean passOne() throws Exception {
        Cell<S, T> next = delivered.next();
        if (next == null) {
            return false;
        }
        T result = next.result();
        if (result == null) {
            return false;
        }
        sink.accept(result);
        next.clear();
        delivered = next;
        count++;
        return true;
    }
}
