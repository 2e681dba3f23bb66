package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Forked children inherit the bindings in force where they are forked, and nobody else's. */
class ScopedValueTest extends SchedulerFixture {
    private static final ScopedValue<String> NAME = ScopedValue.newInstance();
    private static final ScopedValue<Integer> DEPTH = ScopedValue.newInstance();

    private static String seen() {
        return NAME.orElse("unbound");
    }

    @Test
    void aForkInheritsWhatIsBoundWhereItIsForked() {
        List<String> seen =
                scheduler.call(() -> {
                    var children = new ArrayList<Coroutine<String>>();
                    try (Scope scope = Scope.open()) {
                        children.add(scope.fork(ScopedValueTest::seen));
                        ScopedValue.where(NAME, "first")
                                .run(() -> {
                                    children.add(scope.fork(ScopedValueTest::seen));
                                    ScopedValue.where(NAME, "second")
                                            .run(() -> forkInto(scope, children));
                                    children.add(scope.fork(ScopedValueTest::seen));
                                });
                        children.add(scope.fork(ScopedValueTest::seen));
                        return children.stream().map(Coroutine::join).toList();
                    }
                });
        assertThat(seen).containsExactly("unbound", "first", "second", "first", "unbound");
    }

    private static void forkInto(Scope scope, List<Coroutine<String>> children) {
        children.add(scope.fork(ScopedValueTest::seen));
    }

    @Test
    void aChildSeesItsOwnBindingsWhereverItIsJoined() {
        scheduler.call(() -> {
            try (Scope scope = Scope.open()) {
                Coroutine<String> outside = scope.fork(ScopedValueTest::seen);
                Coroutine<String> inside =
                        ScopedValue.where(NAME, "inside")
                                .call(() -> scope.fork(ScopedValueTest::seen));
                ScopedValue.where(NAME, "joiner's")
                        .run(() -> {
                            assertThat(outside.join()).isEqualTo("unbound");
                            assertThat(inside.join()).isEqualTo("inside");
                            assertThat(seen()).isEqualTo("joiner's");
                        });
                assertThat(seen()).isEqualTo("unbound");
            }
            return null;
        });
    }

    @Test
    void bindingsLastOverSuspensionsOnEitherSide() {
        scheduler.call(() -> {
            ScopedValue.where(NAME, "owner")
                    .run(() -> {
                        try (Scope scope = Scope.open()) {
                            for (int i = 0; i < 100; i++) {
                                scope.fork(() -> rebindAndYield(10));
                                Coroutine.yield();
                                assertThat(seen()).isEqualTo("owner");
                            }
                        }
                        assertThat(seen()).isEqualTo("owner");
                    });
            return null;
        });
    }

    private static Void rebindAndYield(int depth) {
        assertThat(seen()).isEqualTo(DEPTH.isBound() ? "depth " + DEPTH.get() : "owner");
        if (depth > 0) {
            ScopedValue.where(NAME, "depth " + depth)
                    .where(DEPTH, depth)
                    .run(() -> {
                        Coroutine.yield();
                        rebindAndYield(depth - 1);
                        assertThat(seen()).isEqualTo("depth " + depth);
                    });
        }
        return null;
    }

    @Test
    void deepNestingRebindsAtEveryLevel() {
        int deepest = scheduler.call(() -> ScopedValue.where(DEPTH, 0).call(() -> nest(300)));
        assertThat(deepest).isEqualTo(300);
    }

    private static int nest(int levels) {
        if (levels == 0) {
            return DEPTH.get();
        }
        int here = DEPTH.get();
        try (Scope scope = Scope.open()) {
            Coroutine<Integer> child =
                    ScopedValue.where(DEPTH, here + 1)
                            .call(() -> scope.fork(() -> nest(levels - 1)));
            int result = child.join();
            assertThat(DEPTH.get()).isEqualTo(here);
            return result;
        }
    }

    @Test
    void aChildOfAnotherThreadsScopeInheritsThatThreadsBindings() {
        var options = ScopeOptions.defaults().withScheduler(scheduler);
        ScopedValue.where(NAME, "of the platform thread")
                .run(() -> {
                    try (Scope scope = Scope.open(options)) {
                        String child = scope.fork(ScopedValueTest::seen).join();
                        assertThat(child).isEqualTo("of the platform thread");
                        Coroutine<Coroutine<String>> grandchild =
                                scope.fork(() -> scope.fork(ScopedValueTest::seen));
                        assertThat(grandchild.join().join()).isEqualTo("of the platform thread");
                    }
                });
    }

    @Test
    void aSpawnedCoroutineInheritsNothingAndTheBindingsOfOthersDoNotMix() {
        scheduler.call(() -> {
            ScopedValue.where(NAME, "spawner")
                    .run(() -> {
                        Coroutine<String> spawned = scheduler.spawn(ScopedValueTest::seen);
                        assertThat(spawned.join()).isEqualTo("unbound");
                    });
            return null;
        });
        assertThat(scheduler.call(ScopedValueTest::seen)).isEqualTo("unbound");
    }

    @Test
    void bindingsSurviveAFailureAndAStackOverflowOfAChild() {
        scheduler.call(() -> {
            ScopedValue.where(NAME, "owner")
                    .run(() -> {
                        failsInAChild(() -> overflow(0));
                        assertThat(seen()).isEqualTo("owner");
                        failsInAChild(
                                () -> ScopedValue.where(NAME, "child").call(() -> overflow(0)));
                        assertThat(seen()).isEqualTo("owner");
                        String child = "";
                        try (Scope scope = Scope.open()) {
                            child = scope.fork(ScopedValueTest::seen).join();
                        }
                        assertThat(child).isEqualTo("owner");
                    });
            return null;
        });
        assertThat(scheduler.call(ScopedValueTest::seen)).isEqualTo("unbound");
    }

    private static void failsInAChild(java.util.concurrent.Callable<Integer> body) {
        try (Scope scope = Scope.open()) {
            Coroutine<Integer> child = scope.fork(body);
            assertThatThrownBy(child::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(StackOverflowError.class);
        }
    }

    private static int overflow(int depth) {
        return depth == Integer.MAX_VALUE ? depth : 1 + overflow(depth + 1);
    }

    @Test
    void aChildThatWaitsForASlotInheritsToo() throws Exception {
        scheduler.run(() -> {
            var options = ScopeOptions.defaults().withConcurrency(1);
            ScopedValue.where(NAME, "bound")
                    .run(() -> {
                        try (Scope scope = Scope.open(options)) {
                            for (int i = 0; i < 20; i++) {
                                scope.fork(() -> {
                                    assertThat(seen()).isEqualTo("bound");
                                    Coroutine.yield();
                                    assertThat(seen()).isEqualTo("bound");
                                    return null;
                                });
                            }
                        }
                    });
        });
    }
}
