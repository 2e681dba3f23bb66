package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.JoinerScope;

import java.util.Objects;
import java.util.concurrent.Callable;

/** A scope as its users see it, with a joiner. */
record JoinerScopeView<T, R>(ScopeImpl<T, R> scope) implements JoinerScope<T, R> {

    @Override
    public <U extends T> Coroutine<U> fork(Callable<? extends U> body) {
        return scope.fork(null, body);
    }

    @Override
    public <U extends T> Coroutine<U> fork(String name, Callable<? extends U> body) {
        return scope.fork(Objects.requireNonNull(name, "name"), body);
    }

    @Override
    public R join() {
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
