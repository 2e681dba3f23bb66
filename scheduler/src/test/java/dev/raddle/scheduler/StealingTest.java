package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.stream.IntStream;

/** What a carrier takes from others. */
@BoundedTime
class StealingTest {

    private static void fillRunQueue(Steps steps, int index, int count) {
        for (int i = 0; i < count; i++) {
            steps.carrier(index).runQueue().add(steps.mark(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64})
    void aSearcherStealsTheOlderHalfOfARunQueue(int carriers) throws Exception {
        Steps.run(
                carriers,
                steps -> {
                    fillRunQueue(steps, 0, 10);
                    steps.search(1);
                    assertThat(steps.tick(1)).isTrue();
                    assertThat(steps.trace).containsExactly(0, 1, 2, 3, 4);
                    assertThat(steps.carrier(0).runQueue().size()).isEqualTo(5);
                    assertThat(steps.carrier(1).isSearching()).isFalse();
                    assertThat(steps.engine.idle().searching()).isZero();
                    assertThat(steps.carrier(1).stealsCount()).isEqualTo(1);
                });
    }

    @Test
    void oneAloneIsStolenToo() throws Exception {
        Steps.run(
                2,
                steps -> {
                    fillRunQueue(steps, 0, 1);
                    steps.search(1);
                    steps.tick(1);
                    assertThat(steps.trace).containsExactly(0);
                    assertThat(steps.carrier(0).runQueue().isEmpty()).isTrue();
                });
    }

    @Test
    void aStealIsBounded() throws Exception {
        Steps.run(
                2,
                steps -> {
                    fillRunQueue(steps, 0, 3 * RunQueue.MAX_BATCH);
                    steps.search(1);
                    steps.tick(1);
                    assertThat(steps.carrier(0).runQueue().size())
                            .isEqualTo(2 * RunQueue.MAX_BATCH);
                    steps.tickWhileBusy(1);
                    assertThat(steps.trace)
                            .isEqualTo(
                                    IntStream.range(0, RunQueue.MAX_BATCH)
                                            .<Object>mapToObj(i -> i)
                                            .toList());
                });
    }

    @Test
    void theOldestForkIsStolenAlone() throws Exception {
        Steps.run(
                2,
                steps -> {
                    for (int i = 0; i < 5; i++) {
                        steps.carrier(0).forks().push(steps.mark(i));
                    }
                    steps.search(1);
                    steps.tickToStealFork(1);
                    assertThat(steps.trace).containsExactly(0);
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly(0, 4, 3, 2, 1);
                });
    }

    @Test
    void whoDoesNotSearchDoesNotSteal() throws Exception {
        Steps.run(
                2,
                steps -> {
                    fillRunQueue(steps, 0, 10);
                    assertThat(steps.tick(1)).isFalse();
                    assertThat(steps.carrier(0).runQueue().size()).isEqualTo(10);
                });
    }

    @Test
    void theNearestVictimComesFirst() throws Exception {
        int[][] victims = {{1, 2}, {2, 0}, {0, 1}};
        Steps.run(
                victims,
                steps -> {
                    steps.carrier(0).runQueue().add(steps.mark("far"));
                    steps.carrier(2).runQueue().add(steps.mark("near"));
                    steps.search(1);
                    steps.tick(1);
                    assertThat(steps.trace).containsExactly("near");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 64})
    void workSpreadsFromOneCarrierToAll(int carriers) throws Exception {
        Steps.run(
                carriers,
                steps -> {
                    var ranOn = new java.util.TreeMap<Integer, Integer>();
                    for (int i = 0; i < 100 * carriers; i++) {
                        steps.carrier(0)
                                .runQueue()
                                .add(
                                        steps.action(() -> {
                                            Coroutine.yield();
                                            ranOn.merge(Carrier.current().index(), 1, Integer::sum);
                                        }));
                    }
                    while (steps.ended < 100 * carriers) {
                        for (int i = 0; i < carriers; i++) {
                            if (!steps.tick(i)) {
                                steps.search(i);
                                if (!steps.tick(i)) {
                                    steps.carrier(i).setSearching(false);
                                    steps.engine.idle().foundWork(() -> false);
                                }
                            }
                        }
                    }
                    assertThat(ranOn).hasSize(carriers);
                });
    }

    @Test
    void aStolenHostGoesOnElsewhereAsTheSameCoroutine() throws Exception {
        Steps.run(
                2,
                steps -> {
                    var seen = new ArrayList<Object>();
                    CoroutineImpl<Object> traveller =
                            steps.action(() -> {
                                for (int i = 0; i < 3; i++) {
                                    seen.add(Coroutine.current());
                                    steps.trace.add(Carrier.current().index());
                                    Thread.yield();
                                }
                            });
                    steps.carrier(0).runQueue().add(traveller);
                    steps.tick(0);
                    for (int thief : new int[] {1, 0}) {
                        steps.search(thief);
                        steps.tick(thief);
                    }
                    assertThat(steps.trace).containsExactly(0, 1, 0);
                    assertThat(seen).containsOnly(traveller);
                });
    }

    // ---- Stale entries -------------------------------------------------------------------------

    @Test
    void aStrangersChildIsNotRunOnTopOfWhoJoinsIt() throws Exception {
        Steps.run(
                1,
                steps -> {
                    CoroutineImpl<Object> child =
                            steps.action(() -> steps.trace.add(Coroutine.current()));
                    var stacks = new ArrayList<Thread>();
                    CoroutineImpl<Object> stranger =
                            steps.action(() -> {
                                stacks.add(Thread.currentThread());
                                child.join();
                            });
                    steps.engine.inject(
                            steps.action(() -> {
                                Carrier.current().fork(child);
                                Carrier.current().fork(stranger);
                            }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly(child);
                    assertThat(stranger.isDone()).isTrue();
                    assertThat(steps.carrier(0).registry().created()).isEqualTo(2);
                });
    }

    @Test
    void aStolenStaleEntryIsDropped() throws Exception {
        Steps.run(
                2,
                steps -> {
                    CoroutineImpl<Object> cancelled = steps.mark("never");
                    steps.carrier(0).forks().push(cancelled);
                    steps.carrier(0).forks().push(steps.mark("runs"));
                    assertThat(cancelled.cancel()).isTrue();
                    steps.search(1);
                    assertThat(steps.tickToStealFork(1)).isTrue();
                    assertThat(steps.trace).isEmpty();
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly("runs");
                    assertThat(steps.ended).isEqualTo(2);
                });
    }

    @Test
    void cancelledOnesInTheRunQueueAreSkipped() throws Exception {
        Steps.run(
                1,
                steps -> {
                    for (int i = 0; i < 200; i++) {
                        CoroutineImpl<Object> coroutine = steps.mark(i);
                        steps.engine.inject(coroutine);
                        if (i % 2 == 0) {
                            coroutine.cancel();
                        }
                    }
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).hasSize(100);
                    assertThat(steps.ended).isEqualTo(200);
                });
    }
}
