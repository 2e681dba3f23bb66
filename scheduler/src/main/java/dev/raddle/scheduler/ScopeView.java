package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.Scope;

import java.util.Objects;
import java.util.concurrent.Callable;

/** A scope as its users see it, without a joiner. */
record ScopeView(ScopeImpl<Object, Void> scope) implements Scope {

    @Override
    public <U> Coroutine<U> fork(Callable<? extends U> body) {
        return scope.fork(null, body);
    }

    @Override
    public <U> Coroutine<U> fork(String name, Callable<? extends U> body) {
        return scope.fork(Objects.requireNonNull(name, "name"), body);
    }

    @Override
    public Void join() {
        return scope.join();
    }

    @Override
    public void cancel() {
        scope.cancelByUser();
    }

    @Override
    public boolean isCancelled() {
        return scope.isCancelled();
    }

    @Override
    public void close() {
        scope.close();
    }
}
