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
 * <p>Between two looks lies a chunk of indices, and no more than that is out of the others' reach:
 * one index at first, then more, up to what takes some {@value #CHUNK_NANOS} ns. The clock is not
 * read for the first {@value #WITHOUT_CLOCK}, so that short ranges cost little; until it was read,
 * nothing is known of the bodies, and where others may want a fork each index gets one. Nor is
 * anything known of a piece that was stolen, so it begins with one index again.
 *
 * <p>After Tzannes, Caragea, Barua and Vishkin, Lazy binary-splitting (PPoPP 2010).
 *
 * @param <A> what is accumulated
 */
final class SweepPiece<A> {
    private static final int SHARED = 4;
    private static final long CHUNK_NANOS = 20_000;
    private static final int WITHOUT_CLOCK = 8;
    private static final int GROWTH = 8;

    private final Sweep<A> sweep;
    private final Host host;

    private long chunk = 1;
    private long withoutClock;
    private long chunkEnd; // in nanoseconds of the clock; 0 if it was not read

    /**
     * Nothing was gone over yet.
     *
     * @param withoutClock how many indices may be gone over before the clock is read
     */
    private SweepPiece(Sweep<A> sweep, long withoutClock) {
        this.sweep = sweep;
        this.host = Carrier.ofCaller().mounted();
        this.withoutClock = withoutClock;
    }

    /** A whole range; {@code from} is not above {@code to}. */
    static <A> A over(Sweep<A> sweep, long from, long to) {
        Host host = Carrier.ofCaller().mounted();
        host.current().throwIfCancelled();
        A sum = null;
        long next = from;
        if (to - from <= WITHOUT_CLOCK) { // no object for it, until others want a part
            while (next < to && (to - next == 1 || !isForkWanted(host.carrier()))) {
                sum = sweep.over(sum, next, next + 1);
                next++;
                if (sweep.isFinal(sum)) {
                    return sum;
                }
            }
        }
        return next == to ? sum : new SweepPiece<>(sweep, WITHOUT_CLOCK).run(sum, next, to);
    }

    static boolean isForkWanted(Carrier carrier) {
        return carrier.forksInReach() < SHARED;
    }

    /** What is accumulated behind the last index; {@code from} is below {@code to}. */
    A run(A soFar, long from, long to) {
        A sum = soFar;
        long next = from;
        while (next < to) {
            long left = to - next;
            Carrier carrier = host.carrier();
            if (left > splittable() && isForkWanted(carrier)) {
                long middle = next + (left >>> 1);
                CoroutineImpl<?> parent = Branch.parentOn(host);
                Object bindings = ScopedValueBindings.capture();
                var right = new Right<>(sweep, middle, to, parent, bindings);
                carrier.fork(right);
                try {
                    sum = run(sum, next, middle);
                } catch (Throwable e) {
                    throw right.fail(carrier, host, e);
                }
                if (sweep.isFinal(sum)) {
                    right.drop(carrier, host);
                    return sum;
                }
                if (!right.takeBack(carrier, host)) {
                    return sweep.combine(sum, right.result());
                }
                next = middle;
            } else {
                long end = next + Math.min(chunk, left);
                sum = overChunk(sum, next, end);
                if (sweep.isFinal(sum)) {
                    return sum;
                }
                next = end;
            }
        }
        return sum;
    }

    private long splittable() {
        return withoutClock > 0 ? 1 : chunk;
    }

    private A overChunk(A soFar, long from, long to) {
        long n = to - from;
        if (withoutClock > 0) {
            A sum = sweep.over(soFar, from, to);
            withoutClock -= n;
            chunk = Math.max(chunk, 2 * n);
            return sum;
        }
        host.current().throwIfCancelled();
        long start = chunkEnd != 0 ? chunkEnd : now();
        A sum = sweep.over(soFar, from, to);
        chunkEnd = now();
        adapt(n, chunkEnd - start);
        letOthersRun();
        return sum;
    }

    private long now() {
        return host.carrier().engine().clock().nanoTime();
    }

    /** A loop has its slices too: timers and others of this carrier wait for no more than that. */
    private void letOthersRun() {
        Carrier carrier = host.carrier();
        if (carrier.isSliceOver(chunkEnd) && carrier.hasQueuedWork()) {
            carrier.favourOthers();
            Thread.yield();
            chunkEnd = 0;
        }
    }

    private void adapt(long n, long nanos) {
        long fitting = n * CHUNK_NANOS / Math.max(1, nanos);
        chunk = Math.clamp(fitting, 1, Math.max(chunk, GROWTH * n));
    }

    /** The right half, for whoever is first. */
    private static final class Right<A> extends Branch {
        private final Sweep<A> sweep;
        private final long from;
        private final long to;

        Right(Sweep<A> sweep, long from, long to, CoroutineImpl<?> parent, Object bindings) {
            super(parent, bindings);
            this.sweep = sweep;
            this.from = from;
            this.to = to;
        }

        @Override
        Object run() {
            return new SweepPiece<>(sweep, 0).run(null, from, to);
        }

        @SuppressWarnings("unchecked") // it is what run() returned
        A result() {
            return (A) awaitStolen();
        }
    }
}
