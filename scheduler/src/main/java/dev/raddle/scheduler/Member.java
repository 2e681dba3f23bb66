package dev.raddle.scheduler;

import dev.raddle.scheduler.jdk.ScopedValueBindings;

import java.util.concurrent.Callable;

/**
 * A coroutine with what only some have, so that a plain one weighs less: a name, scoped values, and
 * a link in the list of its scope's {@link Members}.
 *
 * @param <T> the result
 */
final class Member<T> extends CoroutineImpl<T> {

    // Immutable.
    private final String name;
    private final Object bindings;

    // The scope that it is a member of.
    Member<?> next;

    /**
     * A coroutine that is not queued yet.
     *
     * @param group its scope, or its scheduler
     * @param name null for none
     * @param bindings scoped values to run with, from {@link ScopedValueBindings#capture}
     * @param body what to run
     */
    Member(Group group, String name, Object bindings, Callable<? extends T> body) {
        super(group, body);
        this.name = name;
        this.bindings = bindings;
    }

    @Override
    Object bindings() {
        return bindings;
    }

    @Override
    public String name() {
        return name != null ? name : super.name();
    }
}
