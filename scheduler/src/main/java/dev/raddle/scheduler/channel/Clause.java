package dev.raddle.scheduler.channel;

/**
 * One of the things that a select waits for. For the thread that selects.
 *
 * @param <R> what the handler returns
 */
abstract class Clause<R> {

    /** At the begin of a select: gets ready to be tried. */
    void prepare() {}

    /** Whether it could be done at once, and was. */
    abstract boolean isDoneNow();

    /** How long until trying again may help, if nobody says so; for ever, if not overridden. */
    long nanosUntilReady() {
        return Long.MAX_VALUE;
    }

    /** Begins to wait, as one of several; may be claimed from now on, or before this returns. */
    abstract void enlist(Selection selection);

    /** After {@link #enlist}: whether it is this one that has claimed its selection. */
    abstract boolean isClaimant(Object claimant);

    /** After {@link #enlist}, if it is not: waits no more. */
    abstract void leave();

    /** After it was done, or has claimed its selection: runs the handler. */
    abstract R finish() throws InterruptedException;

    /** After the select: keeps nothing alive. */
    abstract void forget();
}
