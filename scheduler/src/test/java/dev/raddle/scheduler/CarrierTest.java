package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** What a carrier runs next. */
@BoundedTime
class CarrierTest {
    private static final int FAIR_TICK = 61;
    private static final int MOST_IN_A_ROW = 16;
    private static final int BODIES_PER_MOUNT = 512;

    private static List<Object> upTo(int n) {
        return IntStream.range(0, n).<Object>mapToObj(i -> i).toList();
    }

    // ---- Order ---------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void withoutWorkATickDoesNothing(int carriers) throws Exception {
        Steps.run(
                carriers,
                steps -> {
                    for (int i = 0; i < carriers; i++) {
                        assertThat(steps.tick(i)).isFalse();
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void whatWasInjectedRunsFirstInFirstOut(int carriers) throws Exception {
        Steps.run(
                carriers,
                steps -> {
                    for (int i = 0; i < 50; i++) {
                        steps.engine.inject(steps.mark(i));
                    }
                    steps.tickWhileBusy(carriers - 1);
                    assertThat(steps.trace).isEqualTo(upTo(50));
                    assertThat(steps.ended).isEqualTo(50);
                });
    }

    @Test
    void injectedWorkIsTakenInBatchesThatOthersMaySteal() throws Exception {
        Steps.run(
                2,
                steps -> {
                    for (int i = 0; i < 40; i++) {
                        steps.engine.inject(
                                steps.action(() ->
                                        steps.trace.add(Carrier.current().runQueue().size())));
                    }
                    steps.tick(0);
                    assertThat(steps.trace.getFirst()).as("queued behind the first").isEqualTo(15);
                    assertThat(steps.trace).hasSize(40);
                });
    }

    @Test
    void whatWasSpawnedRunsFirstInFirstOut() throws Exception {
        Steps.run(
                1,
                steps -> {
                    steps.engine.inject(
                            steps.action(() -> {
                                for (int i = 0; i < 20; i++) {
                                    steps.spawn(steps.mark(i));
                                }
                                assertThat(steps.trace).as("at once").isEmpty();
                            }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).isEqualTo(upTo(20));
                });
    }

    @Test
    void theNewestForkRunsFirstAndForksComeBeforeTheSpawned() throws Exception {
        Steps.run(
                1,
                steps -> {
                    steps.engine.inject(
                            steps.action(() -> {
                                steps.spawn(steps.mark("spawned"));
                                for (int i = 4; i >= 0; i--) {
                                    Carrier.current().fork(steps.mark(i));
                                }
                            }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly(0, 1, 2, 3, 4, "spawned");
                });
    }

    @Test
    void whoYieldsGoesToTheEndOfTheQueue() throws Exception {
        Steps.run(
                1,
                steps -> {
                    for (String name : List.of("a", "b", "c")) {
                        steps.engine.inject(
                                steps.action(() -> {
                                    steps.trace.add(name + 1);
                                    Coroutine.yield();
                                    steps.trace.add(name + 2);
                                }));
                    }
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly("a1", "b1", "c1", "a2", "b2", "c2");
                });
    }

    @Test
    void aLoneCoroutineThatYieldsGoesOnWithoutASwitch() throws Exception {
        Steps.run(
                1,
                steps -> {
                    steps.engine.inject(
                            steps.action(() -> {
                                for (int i = 0; i < 1_000; i++) {
                                    Coroutine.yield();
                                }
                            }));
                    assertThat(steps.tickWhileBusy(0)).isEqualTo(1);
                });
    }

    @Test
    void aHostRunsABoundedNumberOfBodiesInOneTick() throws Exception {
        Steps.run(
                1,
                steps -> {
                    for (int i = 0; i < 3 * BODIES_PER_MOUNT; i++) {
                        steps.engine.inject(steps.mark(i));
                    }
                    for (int ticks = 1; ticks <= 3; ticks++) {
                        assertThat(steps.tick(0)).isTrue();
                        assertThat(steps.trace).hasSize(ticks * BODIES_PER_MOUNT);
                    }
                    assertThat(steps.tick(0)).isFalse();
                    assertThat(steps.carrier(0).registry().created()).isEqualTo(1);
                });
    }

    @Test
    void aHostIsLentAgainOnceItsBodyHasEnded() throws Exception {
        Steps.run(
                1,
                steps -> {
                    for (int round = 0; round < 5; round++) {
                        for (int i = 0; i < 10; i++) {
                            steps.engine.inject(steps.action(Coroutine::yield));
                        }
                        steps.tickWhileBusy(0);
                        assertThat(steps.ended).isEqualTo(10 * (round + 1));
                        assertThat(steps.carrier(0).registry().created()).isLessThanOrEqualTo(10);
                    }
                });
    }

    @Test
    void theEnginesOwnBeginsEvenWhereWhatIsQueuedIsCancelled() throws Exception {
        Steps.run(
                1,
                steps -> {
                    var errand =
                            new Errand(
                                    steps,
                                    () -> {
                                        steps.trace.add("errand");
                                        return null;
                                    });
                    steps.engine.inject(steps.mark("a user's"));
                    steps.engine.inject(errand);
                    steps.engine.startCancelling();
                    assertThat(errand.cancel()).isFalse();
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly("errand");
                    assertThat(steps.ended).isEqualTo(2);
                });
    }

    // ---- The next slot -------------------------------------------------------------------------

    /** Parks until somebody lets it go on. */
    private static final class Gate {
        private Thread waiting;
        private boolean open;

        void pass() {
            waiting = Thread.currentThread();
            while (!open) {
                LockSupport.park();
            }
            open = false;
        }

        void open() {
            open = true;
            LockSupport.unpark(waiting);
        }
    }

    @Test
    void whoeverTheRunningOneHasWokenGoesOnNext() throws Exception {
        Steps.run(
                1,
                steps -> {
                    var gate = new Gate();
                    steps.engine.inject(
                            steps.action(() -> {
                                gate.pass();
                                steps.trace.add("woken");
                            }));
                    steps.tickWhileBusy(0);
                    steps.engine.inject(
                            steps.action(() -> {
                                steps.spawn(steps.mark("spawned"));
                                Carrier.current().fork(steps.mark("forked"));
                                gate.open();
                                steps.trace.add("waker");
                            }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly("waker", "woken", "forked", "spawned");
                });
    }

    @Test
    void ofTwoWokenTheLaterGoesOnNextAndTheEarlierIsQueued() throws Exception {
        Steps.run(
                1,
                steps -> {
                    var gates = List.of(new Gate(), new Gate());
                    for (int i = 0; i < 2; i++) {
                        int n = i;
                        steps.engine.inject(
                                steps.action(() -> {
                                    gates.get(n).pass();
                                    steps.trace.add(n);
                                }));
                    }
                    steps.tickWhileBusy(0);
                    steps.engine.inject(
                            steps.action(() -> {
                                steps.spawn(steps.mark("spawned"));
                                gates.forEach(Gate::open);
                            }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly(1, "spawned", 0);
                });
    }

    @Test
    void twoThatWakeEachOtherLetOthersRunAfterABoundedNumberOfTurns() throws Exception {
        Steps.run(
                1,
                steps -> {
                    var gates = List.of(new Gate(), new Gate());
                    int[] turns = {0};
                    for (int i = 0; i < 2; i++) {
                        Gate mine = gates.get(i);
                        Gate other = gates.get(1 - i);
                        steps.engine.inject(
                                steps.action(() -> {
                                    for (int round = 0; round < 500; round++) {
                                        mine.pass();
                                        turns[0]++;
                                        other.open();
                                    }
                                }));
                    }
                    steps.tickWhileBusy(0);
                    steps.engine.inject(
                            steps.action(() -> {
                                steps.spawn(steps.action(() -> steps.trace.add(turns[0])));
                                gates.getFirst().open();
                            }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).hasSize(1);
                    assertThat((int) steps.trace.getFirst()).isBetween(1, MOST_IN_A_ROW);
                    assertThat(turns[0]).isEqualTo(1_000);
                });
    }

    // ---- Fairness ------------------------------------------------------------------------------

    @Test
    void endlessForksDoNotStarveTheSpawnedAndTheInjected() throws Exception {
        Steps.run(
                1,
                steps -> {
                    int[] forked = {0};
                    boolean[] stop = {false};
                    steps.engine.inject(
                            steps.action(() -> {
                                forkForEver(steps, forked, stop);
                                steps.spawn(note(steps, forked));
                                steps.engine.inject(note(steps, forked));
                            }));
                    for (int i = 0; i < 2 * FAIR_TICK && steps.trace.size() < 2; i++) {
                        assertThat(steps.tick(0)).isTrue();
                    }
                    assertThat(steps.trace).hasSize(2);
                    assertThat((int) steps.trace.get(0)).isLessThanOrEqualTo(FAIR_TICK);
                    assertThat((int) steps.trace.get(1)).isLessThanOrEqualTo(2 * FAIR_TICK);
                    stop[0] = true;
                    steps.tickWhileBusy(0);
                });
    }

    private static CoroutineImpl<Object> note(Steps steps, int[] count) {
        return steps.action(() -> steps.trace.add(count[0]));
    }

    private static void forkForEver(Steps steps, int[] forked, boolean[] stop) {
        Carrier.current()
                .fork(
                        steps.action(() -> {
                            forked[0]++;
                            if (!stop[0]) {
                                forkForEver(steps, forked, stop);
                            }
                        }));
    }

    @Test
    void bodiesThatNeverSuspendDoNotStarveTimers() throws Exception {
        Steps.run(
                1,
                steps -> {
                    steps.engine.inject(
                            steps.action(() -> {
                                Coroutine.sleep(java.time.Duration.ofNanos(100));
                                steps.trace.add("awake");
                            }));
                    steps.tickWhileBusy(0);
                    boolean[] stop = {false};
                    int[] spawned = {0};
                    steps.engine.inject(steps.action(() -> spawnForEver(steps, spawned, stop)));
                    for (int i = 0; i < 10 && steps.trace.isEmpty(); i++) {
                        assertThat(steps.tick(0)).isTrue();
                    }
                    assertThat(steps.trace).containsExactly("awake");
                    assertThat(spawned[0]).isLessThan(2 * BODIES_PER_MOUNT + 100);
                    stop[0] = true;
                    steps.tickWhileBusy(0);
                });
    }

    /** Each takes a nanosecond. */
    private static void spawnForEver(Steps steps, int[] spawned, boolean[] stop) {
        steps.advance(1);
        spawned[0]++;
        if (!stop[0]) {
            steps.spawn(steps.action(() -> spawnForEver(steps, spawned, stop)));
        }
    }
}
