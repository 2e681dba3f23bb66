package dev.raddle.scheduler;

import dev.raddle.scheduler.jdk.ScopedValueBindings;
import dev.raddle.spi.Sweep;

/**
 * A piece of a range, which its coroutine goes over from left to right, and of which others get the
 * right half while they may want it.
 *
 * <p>Splitting is lazy: as long as this carrier's deque holds {@value #SHARED} pieces that nobody
 * has stolen, the owner goes on without forking. What is left is split when a thief has taken one;
 * and what was not stolen the owner takes back, as one range again. So an undisturbed range costs a
 * look at the deque now and then, whatever its length.
 *
 * <p>Between two looks lies a chunk of indices: one at first, then twice as many each time until a
 * chunk takes some {@value #CHUNK_NANOS} ns. The clock is not read for the first few, so that short
 * ranges cost little, and never more than that is out of the others' reach.
 *
 * <p>After Tzannes, Caragea, Barua and Vishkin, Lazy binary-splitting (PPoPP 2010).
 *
 * @param <A> what is accumulated
 */
final class SweepPiece<A> {
    private static final int SHARED = 4;
    private static final long CHUNK_NANOS = 20_000;
    private static final int WITHOUT_CLOCK = 4;

    private final Sweep<A> sweep;
    private final Host host;

    private long chunk;
    private long chunkEnd; // in nanoseconds of the clock; 0 if it was not read

    SweepPiece(Sweep<A> sweep, long chunk) {
        this.sweep = sweep;
        this.host = Carrier.ofCaller().mounted();
        this.chunk = chunk;
    }

    /** What is accumulated behind the last index; {@code from} is below {@code to}. */
    A run(A soFar, long from, long to) {
        A sum = soFar;
        long next = from;
        while (next < to) {
            long left = to - next;
            Carrier carrier = host.carrier();
            if (left > chunk && carrier.forks().size() < SHARED) {
                long middle = next + (left >>> 1);
                var right =
                        new Right<>(
                                sweep,
                                middle,
                                to,
                                chunk,
                                Branch.parentOn(host),
                                ScopedValueBindings.capture());
                carrier.fork(right);
                try {
                    sum = run(sum, next, middle);
                } catch (Throwable e) {
                    throw right.fail(carrier, host, e);
                }
                if (!right.takeBack(carrier, host)) {
                    return sweep.combine(sum, right.result());
                }
                next = middle;
            } else {
                long end = next + Math.min(chunk, left);
                sum = overChunk(sum, next, end);
                next = end;
            }
        }
        return sum;
    }

    private A overChunk(A soFar, long from, long to) {
        long n = to - from;
        if (n < WITHOUT_CLOCK) {
            A sum = sweep.over(soFar, from, to);
            chunk *= 2;
            return sum;
        }
        host.current().throwIfCancelled();
        long start = chunkEnd != 0 ? chunkEnd : System.nanoTime();
        A sum = sweep.over(soFar, from, to);
        chunkEnd = System.nanoTime();
        adapt(n, chunkEnd - start);
        return sum;
    }

    private void adapt(long n, long nanos) {
        if (nanos > 2 * CHUNK_NANOS) {
            chunk = Math.max(1, n * CHUNK_NANOS / nanos);
        } else if (nanos < CHUNK_NANOS / 2 && n == chunk) {
            chunk *= 2;
        }
    }

    /** The right half, for whoever is first. */
    private static final class Right<A> extends Branch {
        private final Sweep<A> sweep;
        private final long from;
        private final long to;
        private final long chunk;

        Right(
                Sweep<A> sweep,
                long from,
                long to,
                long chunk,
                CoroutineImpl<?> parent,
                Object bindings) {
            super(parent, bindings);
            this.sweep = sweep;
            this.from = from;
            this.to = to;
            this.chunk = chunk;
        }

        @Override
        Object run() {
            return new SweepPiece<>(sweep, chunk).run(null, from, to);
        }

        @SuppressWarnings("unchecked") // it is what run() returned
        A result() {
            return (A) awaitStolen();
        }
    }
}
