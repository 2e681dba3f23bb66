package dev.raddle.scheduler;

import java.util.stream.IntStream;

/** Numbered coroutines that nobody runs, and a group for coroutines that belong nowhere. */
final class Children {
    private static final CoroutineImpl<?>[] ALL =
            IntStream.range(0, 256).mapToObj(i -> create()).toArray(CoroutineImpl<?>[]::new);

    private Children() {}

    /** A group that does nothing. */
    static final class Nobody implements Group {
        @Override
        public void ended(CoroutineImpl<?> member, boolean unawaited) {}

        @Override
        public Throwable reasonOf(Completion.Failure failure) {
            return null;
        }
    }

    static Member<Object> create() {
        return Member.of(new Nobody(), null, null, () -> null);
    }

    /** One that has ended. */
    static Member<Object> dead() {
        Member<Object> child = create();
        child.publish(Completion.success(null));
        return child;
    }

    /** Shared: only to be carried around. */
    static CoroutineImpl<?> numbered(int number) {
        return ALL[number];
    }

    /** The number, 0 for null. */
    static int numberOf(Forked child) {
        for (int i = 1; child != null && i < ALL.length; i++) {
            if (ALL[i] == child) {
                return i;
            }
        }
        return 0;
    }
}
