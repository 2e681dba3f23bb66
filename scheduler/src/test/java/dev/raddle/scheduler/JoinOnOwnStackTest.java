package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.Pinning;
import dev.raddle.Scheduler;
import dev.raddle.Scope;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** An owner's join runs an unstarted child as a plain call. On one carrier, where nobody steals. */
@BoundedTime
class JoinOnOwnStackTest {
    private Scheduler scheduler;

    @BeforeEach
    void open() {
        scheduler = Scheduler.builder().carriers(1).pinning(Pinning.none()).open();
    }

    @AfterEach
    void close() {
        scheduler.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100, 1_000})
    void joinsInAnyOrderLeaveNoStaleEntry(int count) throws Exception {
        List<Consumer<List<?>>> orders =
                List.of(
                        oldestFirst -> {},
                        Collections::reverse,
                        children -> Collections.shuffle(children, new Random(count)));
        for (Consumer<List<?>> order : orders) {
            scheduler.run(() -> {
                try (Scope scope = Scope.open()) {
                    var children = new ArrayList<Coroutine<Integer>>();
                    for (int i = 0; i < count; i++) {
                        children.add(scope.fork(() -> 1));
                    }
                    order.accept(children);
                    children.forEach(Coroutine::join);
                    assertThat(Carrier.current().forks().size()).as("stale").isZero();
                }
            });
        }
    }

    @Test
    void theChildRunsOnItsOwnersStackAndBeforeWhatWasSpawned() throws Exception {
        var trace = new ArrayList<Object>();
        scheduler.run(() -> {
            Coroutine<Boolean> spawned = scheduler.spawn(() -> trace.add("spawned"));
            try (Scope scope = Scope.open()) {
                Coroutine<Thread> child = scope.fork(Thread::currentThread);
                assertThat(child.join()).isSameAs(Thread.currentThread());
                trace.add("joined");
            }
            spawned.join();
        });
        assertThat(trace).containsExactly("joined", "spawned");
    }

    @Test
    void closeRunsWhatNobodyJoined() throws Exception {
        var threads = new ArrayList<Thread>();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                for (int i = 0; i < 10; i++) {
                    scope.fork(() -> threads.add(Thread.currentThread()));
                }
            }
            assertThat(threads).hasSize(10).containsOnly(Thread.currentThread());
        });
    }
}
