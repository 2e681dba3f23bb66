package dev.raddle.scheduler;

import dev.raddle.Coroutine;

/**
 * Tells once that a coroutine has ended, for {@code dev.raddle.scheduler.channel}. Public for that
 * package only.
 */
public final class EndListener extends Waiter {
    private final Completion<?> target;

    // The one who listens clears it.
    private volatile Runnable action;

    private EndListener(Completion<?> target, Runnable action) {
        this.target = target;
        this.action = action;
    }

    /**
     * Listens to a coroutine of this library.
     *
     * @param coroutine whose end is told
     * @param action is run by whoever ends it, or at once if it has ended; short, and none of the
     *     users' code
     * @return to be left when nobody wants to know any more
     */
    public static EndListener on(Coroutine<?> coroutine, Runnable action) {
        var listener = new EndListener((Completion<?>) coroutine, action);
        if (!listener.target.add(listener)) {
            action.run();
        }
        return listener;
    }

    /** By the one who listens: no longer. The action may run for the last time just then. */
    public void leave() {
        action = null;
        if (!target.isDone()) {
            target.unlinkGone();
        }
    }

    @Override
    boolean isGone() {
        return action == null;
    }

    @Override
    void completed() {
        Runnable told = action;
        if (told != null) {
            told.run();
        }
    }
}
