package dev.raddle.scheduler.pipeline;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The source of a run, read by one runner at a time.
 *
 * <p>Threads: whoever holds the token ({@link #tryAcquire}) is the reader, and alone calls {@link
 * #read} and then {@link #release}; the token hands the iterator's and the list's state from reader
 * to reader. The rest may be called by any thread.
 *
 * @param <S> what is read
 * @param <T> what the stages make of it
 */
final class Intake<S, T> {
    /**
     * A reader holds the token for nanoseconds, unless its source blocks: then waiting is no use.
     */
    private static final int SPINS = 32;

    private final Iterator<? extends S> source;
    private final AtomicBoolean token = new AtomicBoolean();

    // Reader only, handed on by the token.
    private Cell<S, T> last;

    // Written by the reader, read by all.
    private volatile long count;
    private volatile boolean exhausted;

    Intake(Iterator<? extends S> source, Cell<S, T> first) {
        this.source = source;
        this.last = first;
    }

    boolean tryAcquire() {
        for (int spins = 0; spins < SPINS; spins++) {
            if (!token.get() && token.compareAndSet(false, true)) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    void release() {
        token.set(false);
    }

    boolean isHeld() {
        return token.get();
    }

    /** How many items were read. */
    long count() {
        return count;
    }

    boolean isExhausted() {
        return exhausted;
    }

    /**
     * Reads one item and appends its cell to the list.
     *
     * @return null at the end of the source, then and for ever
     */
    Cell<S, T> read() {
        if (exhausted || !source.hasNext()) {
            exhausted = true;
            return null;
        }
        S item = source.next();
        if (item == null) {
            throw new NullPointerException("the source gave null as item " + count);
        }
        Cell<S, T> cell = new Cell<>(item);
        last.append(cell);
        last = cell;
        count++;
        return cell;
    }
}
