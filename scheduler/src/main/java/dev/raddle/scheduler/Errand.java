package dev.raddle.scheduler;

import java.util.concurrent.Callable;

/**
 * A coroutine of the engine's own, which others depend on: it begins even where all that are queued
 * are cancelled instead. Once it runs it may be cancelled, since it may run code of users.
 */
final class Errand extends CoroutineImpl<Void> {

    /**
     * One that is not queued yet.
     *
     * @param group learns of its end
     * @param body what to run
     */
    Errand(Group group, Callable<Void> body) {
        super(group, body);
    }

    @Override
    boolean cancelNow(boolean mayInterruptIfRunning) {
        return isStarted() && super.cancelNow(mayInterruptIfRunning);
    }

    @Override
    public String name() {
        return "raddle";
    }
}
