package dev.raddle.scheduler.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One end of a {@link Ring}: how many items have passed it, and who may pass now. Senders write
 * one, receivers the other, so that each stays in the caches of its own side.
 *
 * <p><b>States.</b> One word, so that a step and the right to it are one CAS: {@code count * ONE +
 * flags}.
 *
 * <pre>
 *   OPEN       anybody may pass
 *   DIVERTED   somebody waits at this end: who comes now waits behind
 *   CLOSED     nobody passes any more: at the tail, but those who wait already; at the head, but who
 *              drops what is left
 * </pre>
 */
class End extends Spaced {
    static final long DIVERTED = 1;
    static final long CLOSED = 2;
    private static final long ONE = 4;
    private static final long FLAGS = ONE - 1;

    private static final VarHandle WORD;
    private static final VarHandle LIMIT;

    static {
        try {
            var lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(End.class, "word", long.class);
            LIMIT = lookup.findVarHandle(End.class, "limit", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Anybody at this end, by CAS.
    private volatile long word;

    // Anybody at this end: how far it may go, as far as is known. The truth may be more, never
    // less. By release and acquire: the slots up to it are seen as they were for who stored it, or
    // later. Else a slot could be read before the limit, and be taken for what it was a lap ago.
    private long limit;

    End(long limit) {
        this.limit = limit;
    }

    /** A moment's state, for the methods that take a {@code seen}. */
    final long look() {
        return word;
    }

    static long count(long seen) {
        return seen >>> 2;
    }

    static boolean has(long seen, long flags) {
        return (seen & flags) != 0;
    }

    final long count() {
        return count(word);
    }

    final boolean isClosed() {
        return has(word, CLOSED);
    }

    /** Takes the next place, if nothing has changed. Broken on purpose by a test's twin. */
    boolean tryPass(long seen) {
        return WORD.compareAndSet(this, seen, seen + ONE);
    }

    /** For that twin only. */
    final boolean tryPassInTwoSteps(long seen) {
        if (word != seen) {
            return false;
        }
        word = seen + ONE;
        return true;
    }

    /** Broken on purpose by a test's twin. */
    void divert() {
        WORD.getAndBitwiseOr(this, DIVERTED);
    }

    final void undivert() {
        WORD.getAndBitwiseAnd(this, ~DIVERTED);
    }

    /** Made slow on purpose by tests. */
    void close() {
        WORD.getAndBitwiseOr(this, CLOSED);
    }

    final long limit() {
        return (long) LIMIT.getAcquire(this); // any value it has had will do, see the field
    }

    final void setLimit(long known) {
        LIMIT.setRelease(this, known); // with the slots that were stored before it was true
    }
}
