package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Receivers of the time. Real time: never short. */
class TickerTest extends SchedulerFixture {
    private static final Duration SHORT = Duration.ofMillis(3);
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void afterGivesOneItemAndThenIsClosed() throws Exception {
        scheduler.run(() -> {
            long begun = System.nanoTime();
            Receiver<Instant> after = Channel.after(SHORT);
            int count = 0;
            for (Instant instant : after) {
                assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(SHORT.toNanos());
                count++;
            }
            assertThat(count).isEqualTo(1);
            assertThatThrownBy(after::receive).isInstanceOf(ChannelClosedException.class);
        });
    }

    @Test
    void aTickerTicksAgainAndAgain() throws Exception {
        scheduler.run(() -> {
            long begun = System.nanoTime();
            Receiver<Instant> ticker = Channel.ticker(SHORT);
            for (int i = 1; i <= 3; i++) {
                ticker.receive();
                assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(i * SHORT.toNanos());
            }
        });
    }

    @Test
    void eachTickHasOneReceiver() throws Exception {
        Receiver<Instant> after = Channel.after(SHORT);
        Coroutine<Received<Instant>> one = scheduler.spawn(after::receiveOrClosed);
        Coroutine<Received<Instant>> other = scheduler.spawn(after::receiveOrClosed);
        var kinds = new ArrayList<Boolean>();
        kinds.add(one.join() instanceof Received.Item);
        kinds.add(other.join() instanceof Received.Item);
        assertThat(kinds).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void nothingComesBeforeItsTime() throws Exception {
        Receiver<Instant> after = Channel.after(LONG);
        assertThat(after.tryReceive()).isInstanceOf(Received.Nothing.class);
        assertThat(after.tryReceive(Duration.ofNanos(1))).isInstanceOf(Received.Nothing.class);
        assertThat(after.drainTo(new ArrayList<>(), 5)).isZero();
    }

    @Test
    void cancellingItEndsTheWaitsOfItsReceivers() throws Exception {
        Receiver<Instant> ticker = Channel.ticker(LONG);
        var thread = new AtomicReference<Thread>();
        Coroutine<Received<Instant>> waiting =
                scheduler.spawn(() -> {
                    thread.set(Thread.currentThread());
                    return ticker.receiveOrClosed();
                });
        parked(thread);
        ticker.cancel();
        assertThat(waiting.join()).isInstanceOf(Received.Closed.class);
        assertThat(ticker.tryReceive()).isInstanceOf(Received.Closed.class);
    }

    @Test
    void aSelectWaitsForATick() throws Exception {
        Channel<Integer> never = Channel.rendezvous();
        scheduler.run(() -> {
            long begun = System.nanoTime();
            Select<String> select =
                    Select.<String>fair()
                            .receive(never, x -> "received")
                            .receive(Channel.ticker(SHORT), tick -> "tick")
                            .timeout(LONG, () -> "late");
            for (int i = 1; i <= 3; i++) {
                assertThat(select.select()).isEqualTo("tick");
                assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(i * SHORT.toNanos());
            }
        });
    }

    @Test
    void aSelectHearsOfATickersEnd() throws Exception {
        Receiver<Instant> ticker = Channel.ticker(LONG);
        var thread = new AtomicReference<Thread>();
        Coroutine<Boolean> selecting =
                scheduler.spawn(() -> {
                    thread.set(Thread.currentThread());
                    return Select.<Boolean>fair()
                            .receiveOrClosed(ticker, x -> x instanceof Received.Closed)
                            .select();
                });
        parked(thread);
        ticker.cancel();
        assertThat(selecting.join()).isTrue();
    }

    @Test
    void aPeriodOfZeroIsRefused() {
        assertThatThrownBy(() -> Channel.ticker(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above zero");
    }

    private static void parked(AtomicReference<Thread> thread) {
        Await.until(() -> thread.get() != null);
        Await.parked(thread.get());
    }
}
