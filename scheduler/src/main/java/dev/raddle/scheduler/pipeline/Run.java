package dev.raddle.scheduler.pipeline;

import dev.raddle.Coroutine;
import dev.raddle.Pipeline;
import dev.raddle.Scope;
import dev.raddle.ScopeOptions;

import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One run of a pipeline.
 *
 * <p><b>Role and threads.</b> The caller forks the first <i>runner</i> into a scope and waits. A
 * runner reads an item, forks its successor, carries the item through the stages, and delivers what
 * is due; then it reads the next one, until its slice of time is over. So a carrier that keeps up
 * touches nobody else's work: reading and delivering cost a few atomic operations, and a fork is
 * paid once per slice, not once per item. If a stage suspends or a carrier is idle, the successor
 * takes over, reads, forks another successor, and so on: there are as many runners at work as the
 * carriers or the bound on items in flight can use, and no more.
 *
 * <p><b>States.</b> Of the one runner that has been forked and has not begun ({@code waiting}), and
 * of the two tokens:
 *
 * <pre>
 * waiting   a runner that will read was forked and has not begun
 * intake    held: somebody reads, and will call handOn() after the release
 * outlet    held: somebody delivers, and will look again after the release
 * </pre>
 *
 * <p><b>Protocol.</b> While the source has items and the window has room, somebody is about to
 * read. Room appears in {@link #deliver}, which counts, then calls {@link #handOn}; the token
 * becomes free in {@link #read}, which releases, then calls {@link #handOn}; a runner stops waiting
 * as it begins, and then tries the token or finds it held. {@code handOn} forks if the source has
 * items, nobody holds the token, there is room, and nobody waits, in volatile reads; whatever it
 * finds against forking is changed only by somebody who calls it afterwards. No read is lost, and
 * of many callers one forks.
 *
 * <p><b>Failure.</b> The first failure is kept, and cancels the scope; what fails in a cancelled
 * scope fails because of it and is dropped.
 *
 * <p><b>References and rejected ways.</b> TBB's {@code parallel_pipeline}, whose tokens also carry
 * items from the source through all filters on one thread. A coordinator that forks one coroutine
 * per item and joins them in order needs a fork, a steal and a wake-up per item, and becomes the
 * bottleneck with short stages. Reading ahead in batches is cheaper still, but an iterator may
 * block, or wait for what the sink does with an earlier item: a batch would hold that item back.
 *
 * @param <S> the source's items
 * @param <T> the sink's items
 */
final class Run<S, T> {
    /** After this time a runner makes room for whoever else waits for its carrier. */
    private static final long SLICE_NANOS = 1_000_000;

    /** A runner of short items looks at the clock once for so many. */
    private static final int STRIDE = 16;

    private final Pipeline.Stage<? super S, ? extends T> stages;
    private final int inFlight;
    private final Intake<S, T> intake;
    private final Outlet<S, T> outlet;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Scope scope;

    Run(
            Iterator<? extends S> source,
            Pipeline.Stage<? super S, ? extends T> stages,
            Pipeline.Sink<? super T> sink,
            int inFlight) {
        Cell<S, T> first = new Cell<>(null);
        this.stages = stages;
        this.inFlight = inFlight;
        this.intake = new Intake<>(source, first);
        this.outlet = new Outlet<>(sink, first);
    }

    /** Runs the pipeline to its end in a scope of its own. Called once. */
    long execute(ScopeOptions options) {
        try (Scope opened = Scope.open(options)) {
            scope = opened;
            handOn();
            join();
        }
        Throwable cause = failure.get();
        if (cause != null) {
            throw new CompletionException(cause);
        }
        if (!intake.isExhausted() || outlet.count() != intake.count()) {
            throw new CancellationException("the pipeline was cancelled");
        }
        return outlet.count();
    }

    /** A cancellation is the outcome only if no failure was its reason. */
    private void join() {
        try {
            scope.join();
        } catch (CancellationException cancelled) {
            scope.cancel();
            if (failure.get() == null) {
                throw cancelled;
            }
        }
    }

    private Void runner() {
        waiting.set(false);
        try {
            Slice slice = new Slice();
            Cell<S, T> cell = read();
            while (cell != null) {
                cell.complete(stages.apply(cell.takeItem()));
                deliver();
                cell = slice.isOver() ? null : read();
            }
            handOn();
        } catch (Throwable thrown) {
            fail(thrown);
        }
        return null;
    }

    /** The next item, or null if somebody else reads, or there is nothing to read now. */
    private Cell<S, T> read() {
        if (!intake.tryAcquire()) {
            return null;
        }
        Cell<S, T> cell;
        try {
            cell = hasRoom() && !scope.isCancelled() ? intake.read() : null;
        } finally {
            intake.release();
        }
        handOn();
        return cell;
    }

    private boolean hasRoom() {
        return intake.count() - outlet.count() < inFlight;
    }

    private void deliver() throws Exception {
        while (!scope.isCancelled() && outlet.isDue() && outlet.tryAcquire()) {
            while (!scope.isCancelled() && outlet.passOne()) {
                handOn();
                Coroutine.checkpoint();
            }
            outlet.release(); // not after a failure: the sink is not to be called again
        }
    }

    /** Makes sure that somebody is about to read, if there is something to read. */
    private void handOn() {
        if (!intake.isExhausted()
                && !intake.isHeld()
                && hasRoom()
                && !waiting.get()
                && waiting.compareAndSet(false, true)) {
            scope.fork(this::runner);
        }
    }

    private void fail(Throwable thrown) {
        if (scope.isCancelled()) {
            return;
        }
        if (!callerIsCancelled()) {
            failure.compareAndSet(null, thrown);
        }
        scope.cancel();
    }

    /** Whether this runner alone was cancelled, as by {@code Scheduler.shutdownNow()}. */
    private static boolean callerIsCancelled() {
        try {
            Coroutine.checkpoint();
            return false;
        } catch (CancellationException cancelled) {
            return true;
        }
    }

    /** Tells when a runner has held its carrier for long enough. */
    private static final class Slice {
        private final long begin = System.nanoTime();
        private long lastLook = begin;
        private int untilLook = 1;

        boolean isOver() {
            if (--untilLook > 0) {
                return false;
            }
            long now = System.nanoTime();
            untilLook = now - lastLook < SLICE_NANOS / STRIDE ? STRIDE : 1;
            lastLook = now;
            return now - begin >= SLICE_NANOS;
        }
    }
}
