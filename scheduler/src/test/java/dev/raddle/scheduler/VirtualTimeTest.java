package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Channel;
import dev.raddle.Coroutine;
import dev.raddle.DeadlineExceededException;
import dev.raddle.Received;
import dev.raddle.Sent;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Sleeps and limits of coroutines go by the engine's clock. */
@BoundedTime
class VirtualTimeTest {
    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64})
    void aSleeperWakesWhenTheClockSaysSoAndNotBefore(int carriers) throws Exception {
        Steps.run(
                carriers,
                steps -> {
                    int last = carriers - 1;
                    steps.engine.inject(
                            steps.action(() -> {
                                Coroutine.sleep(Duration.ofDays(365));
                                steps.trace.add("a year later");
                            }));
                    steps.tickWhileBusy(last);
                    steps.advance(Duration.ofDays(365).toNanos() - 1);
                    assertThat(steps.tick(last)).isFalse();
                    assertThat(steps.carrier(last).timers().untilNext()).isEqualTo(1);
                    steps.advance(1);
                    assertThat(steps.tick(last)).isTrue();
                    assertThat(steps.trace).containsExactly("a year later");
                    assertThat(steps.carrier(last).timers().isActive()).isFalse();
                });
    }

    @Test
    void sleepersWakeInTheOrderOfTheirTimes() throws Exception {
        Steps.run(
                1,
                steps -> {
                    for (int i = 100; i > 0; i--) {
                        int n = i;
                        steps.engine.inject(
                                steps.action(() -> {
                                    Coroutine.sleep(Duration.ofMillis(n));
                                    steps.trace.add(n);
                                }));
                    }
                    steps.tickWhileBusy(0);
                    for (int i = 0; i < 100; i++) {
                        steps.advance(MILLI);
                        steps.tickWhileBusy(0);
                        assertThat(steps.trace).hasSize(i + 1);
                    }
                    assertThat(steps.trace)
                            .isEqualTo(
                                    IntStream.rangeClosed(1, 100)
                                            .<Object>mapToObj(i -> i)
                                            .toList());
                });
    }

    @Test
    void aCancelledSleeperWakesAtOnceAndLeavesNoTimer() throws Exception {
        Steps.run(
                1,
                steps -> {
                    CoroutineImpl<Object> sleeper =
                            steps.action(() -> Coroutine.sleep(Duration.ofDays(1)));
                    steps.engine.inject(sleeper);
                    steps.tickWhileBusy(0);
                    sleeper.cancel();
                    steps.tickWhileBusy(0);
                    assertThat(sleeper.isCancelled()).isTrue();
                    assertThat(steps.carrier(0).timers().isActive()).isFalse();
                });
    }

    @Test
    void waitsAtChannelsEndByTheSameClockAndLeaveNoTimer() throws Exception {
        Steps.run(
                1,
                steps -> {
                    Channel<Integer> channel = Channel.rendezvous();
                    Duration limit = Duration.ofDays(1);
                    for (int i = 0; i < 2; i++) {
                        steps.engine.inject(
                                steps.action(() -> steps.trace.add(channel.tryReceive(limit))));
                    }
                    steps.engine.inject(
                            steps.action(() -> {
                                Coroutine.sleep(limit.minusNanos(1));
                                channel.send(1);
                            }));
                    steps.tickWhileBusy(0);
                    steps.advance(limit.toNanos() - 1);
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly(new Received.Item<>(1));
                    steps.advance(1);
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace)
                            .containsExactly(new Received.Item<>(1), new Received.Nothing<>());
                    assertThat(steps.carrier(0).timers().isActive()).isFalse();

                    steps.engine.inject(
                            steps.action(() -> steps.trace.add(channel.trySend(2, limit))));
                    steps.tickWhileBusy(0);
                    steps.advance(limit.toNanos());
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).endsWith(new Sent.Full());
                    assertThat(steps.carrier(0).timers().isActive()).isFalse();
                });
    }

    @Test
    void limitedWaitsEndByTheSameClock() throws Exception {
        Steps.run(
                1,
                steps -> {
                    CoroutineImpl<Object> endless =
                            steps.action(() -> Coroutine.sleep(Duration.ofDays(1)));
                    steps.engine.inject(endless);
                    steps.engine.inject(
                            steps.action(() -> {
                                try {
                                    endless.join(Duration.ofMillis(5));
                                } catch (DeadlineExceededException e) {
                                    steps.trace.add("join");
                                }
                                try {
                                    endless.get(5, TimeUnit.MILLISECONDS);
                                } catch (TimeoutException e) {
                                    steps.trace.add("get");
                                }
                            }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).isEmpty();
                    steps.advance(5 * MILLI);
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly("join");
                    steps.advance(5 * MILLI);
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactly("join", "get");
                    endless.cancel();
                    steps.tickWhileBusy(0);
                    assertThat(steps.ended).isEqualTo(2);
                });
    }

    @Test
    void aLimitThatWasNotNeededLeavesNoTimer() throws Exception {
        Steps.run(
                1,
                steps -> {
                    CoroutineImpl<Object> awaited =
                            steps.action(() -> Coroutine.sleep(Duration.ofMillis(1)));
                    steps.engine.inject(awaited);
                    steps.engine.inject(steps.action(() -> awaited.join(Duration.ofDays(1))));
                    steps.tickWhileBusy(0);
                    steps.advance(MILLI);
                    steps.tickWhileBusy(0);
                    assertThat(steps.ended).isEqualTo(2);
                    assertThat(steps.carrier(0).timers().isActive()).isFalse();
                });
    }

    @Test
    void checkpointYieldsOnlyWhenTheSliceIsOver() throws Exception {
        Steps.run(
                1,
                steps -> {
                    steps.engine.inject(
                            steps.action(() -> {
                                steps.spawn(steps.mark("other"));
                                for (int i = 0; i < 10_000; i++) {
                                    Coroutine.checkpoint();
                                }
                                steps.trace.add("still in its slice");
                                steps.advance(2 * MILLI);
                                for (int i = 0; i < 100; i++) {
                                    Coroutine.checkpoint();
                                }
                                steps.trace.add("after its slice");
                            }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace)
                            .containsExactly("still in its slice", "other", "after its slice");
                });
    }
}
