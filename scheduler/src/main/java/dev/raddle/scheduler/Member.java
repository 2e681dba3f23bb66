package dev.raddle.scheduler;

import dev.raddle.scheduler.jdk.ScopedValueBindings;

import java.util.concurrent.Callable;

/**
 * A coroutine with a link in the list of its scope's {@link Members}; and with a name and scoped
 * values, if it has any, so that one without them weighs less.
 *
 * @param <T> the result
 */
non-sealed class Member<T> extends CoroutineImpl<T> {

    // The scope that it is a member of.
    Member<?> next;

    private Member(Group group, Member<?> next, Callable<? extends T> body) {
        this.next = next; // before the fence behind the final field: then it needs no card mark
        super(group, body);
    }

    /**
     * A coroutine that is not queued yet.
     *
     * @param group its scope, or its scheduler
     * @param name null for none
     * @param bindings scoped values to run with, from {@link ScopedValueBindings#capture}
     * @param body what to run
     */
    static <T> Member<T> of(Group group, String name, Object bindings, Callable<? extends T> body) {
        return linked(group, null, name, bindings, body);
    }

    /**
     * The same.
     *
     * @param next of its scope's list, for {@link Members#addAlone}
     */
    static <T> Member<T> linked(
            Group group, Member<?> next, String name, Object bindings, Callable<? extends T> body) {
        return name == null && bindings == null
                ? new Member<>(group, next, body)
                : new Equipped<>(group, next, name, bindings, body);
    }

    private static final class Equipped<T> extends Member<T> {
        // Immutable.
        private final String name;
        private final Object bindings;

        Equipped(
                Group group,
                Member<?> next,
                String name,
                Object bindings,
                Callable<? extends T> body) {
            super(group, next, body);
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
}
