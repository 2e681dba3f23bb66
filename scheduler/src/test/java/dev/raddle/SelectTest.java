package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** One clause wins, the others have no effect. */
class SelectTest extends SchedulerFixture {
    private static final Duration LONG = Duration.ofMinutes(5);

    // ---- What is ready -------------------------------------------------------------------------

    @Test
    void aBiasedSelectTakesTheFirstThatIsReady() throws Exception {
        Channel<Integer> empty = Channel.buffered(1);
        Channel<Integer> second = Channel.buffered(1);
        Channel<Integer> third = Channel.buffered(1);
        second.send(2);
        third.send(3);
        Select<Integer> select =
                Select.<Integer>biased()
                        .receive(empty, x -> x)
                        .receive(second, x -> x)
                        .receive(third, x -> x);
        assertThat(select.select()).isEqualTo(2);
        assertThat(third.tryReceive()).isEqualTo(new Received.Item<>(3)); // it is still there
    }

    @Test
    void aFairSelectTakesEachThatIsReady() throws Exception {
        int rounds = 1_000;
        var channels = new ArrayList<Channel<Integer>>();
        Select<Integer> select = Select.fair();
        for (int i = 0; i < 3; i++) {
            Channel<Integer> channel = Channel.unlimited();
            for (int k = 0; k < rounds; k++) {
                channel.send(i);
            }
            channels.add(channel);
            select.receive(channel, x -> x);
        }
        int[] won = new int[3];
        for (int k = 0; k < rounds; k++) {
            won[select.select()]++;
        }
        assertThat(won[0]).isGreaterThan(rounds / 5);
        assertThat(won[1]).isGreaterThan(rounds / 5);
        assertThat(won[2]).isGreaterThan(rounds / 5);
    }

    @Test
    void orElseNeverWaits() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Select<String> select =
                Select.<String>fair()
                        .receive(channel, x -> "received")
                        .send(channel, () -> 1, x -> "sent")
                        .orElse(() -> "neither");
        assertThat(select.select()).isEqualTo("neither");
    }

    @Test
    void aSendClauseSends() throws Exception {
        Channel<Integer> channel = Channel.buffered(1);
        Select<String> select =
                Select.<String>biased()
                        .send(channel, () -> 7, x -> "sent " + x)
                        .orElse(() -> "full");
        assertThat(select.select()).isEqualTo("sent 7");
        assertThat(select.select()).isEqualTo("full");
        assertThat(channel.receive()).isEqualTo(7);
    }

    @Test
    void aTimeLimitWinsIfNothingElseDoes() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Duration limit = Duration.ofMillis(5);
        String won =
                scheduler.call(() -> {
                    long begun = System.nanoTime();
                    String what =
                            Select.<String>fair()
                                    .receive(channel, x -> "received")
                                    .timeout(limit, () -> "late")
                                    .select();
                    assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(limit.toNanos());
                    return what;
                });
        assertThat(won).isEqualTo("late");
        assertThat(channel.trySend(1)).isInstanceOf(Sent.Full.class); // nobody is left in line
    }

    // ---- Waiting -------------------------------------------------------------------------------

    @Test
    void aReceiverThatWaitsIsServed() throws Exception {
        Channel<Integer> first = Channel.rendezvous();
        Channel<Integer> second = Channel.buffered(3);
        int got =
                scheduler.call(() -> {
                    try (Scope scope = Scope.open()) {
                        Coroutine<Integer> selecting =
                                scope.fork(() ->
                                        Select.<Integer>fair()
                                                .receive(first, x -> x)
                                                .receive(second, x -> -x)
                                                .select());
                        second.send(5);
                        return selecting.join();
                    }
                });
        assertThat(got).isEqualTo(-5);
        assertThat(first.trySend(1)).isInstanceOf(Sent.Full.class);
    }

    @Test
    void twoSelectsMeetAtEitherEnd() throws Exception {
        Channel<Integer> a = Channel.rendezvous();
        Channel<Integer> b = Channel.rendezvous();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                Coroutine<Integer> one =
                        scope.fork(() ->
                                Select.<Integer>fair()
                                        .send(a, () -> 1, x -> 0)
                                        .receive(b, x -> x)
                                        .select());
                Coroutine<Integer> other =
                        scope.fork(() ->
                                Select.<Integer>fair()
                                        .send(b, () -> 2, x -> 0)
                                        .receive(a, x -> x)
                                        .select());
                assertThat(one.join() + other.join()).isIn(1, 2);
            }
        });
    }

    @Test
    void aSelectNeverMeetsItself() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        String won =
                scheduler.call(() ->
                        Select.<String>fair()
                                .send(channel, () -> 1, x -> "sent")
                                .receive(channel, x -> "received")
                                .timeout(Duration.ofMillis(1), () -> "alone")
                                .select());
        assertThat(won).isEqualTo("alone");
    }

    @Test
    void theLongestWaitingIsServedFirstWhetherItSelectsOrNot() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Channel<Integer> other = Channel.rendezvous();
        var order = new ArrayList<String>();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                var first = new AtomicReference<Thread>();
                var second = new AtomicReference<Thread>();
                Coroutine<?> select =
                        scope.fork(() -> {
                            first.set(Thread.currentThread());
                            return Select.<Integer>fair()
                                    .receive(channel, x -> x)
                                    .receive(other, x -> x)
                                    .select();
                        });
                parked(first);
                Coroutine<Integer> plain =
                        scope.fork(() -> {
                            second.set(Thread.currentThread());
                            return channel.receive();
                        });
                parked(second);
                channel.send(1);
                channel.send(2);
                order.add("select " + select.join());
                order.add("plain " + plain.join());
            }
        });
        assertThat(order).containsExactly("select 1", "plain 2");
    }

    private static void parked(AtomicReference<Thread> thread) {
        Await.until(() -> thread.get() != null);
        Await.parked(thread.get());
    }

    @Test
    void anyThreadMaySelect() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Coroutine<Integer> sum =
                scheduler.spawn(() -> channel.receive() + channel.receive() + channel.receive());
        Select<Boolean> select = Select.<Boolean>fair().send(channel, () -> 2, x -> true);
        select.select(); // a platform thread
        Thread virtual =
                Thread.startVirtualThread(() -> {
                    try {
                        select.select();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        virtual.join();
        channel.send(3);
        assertThat(sum.join()).isEqualTo(7);
    }

    @Test
    void noItemIsLostWhereManySelect() throws Exception {
        int peers = 6;
        int rounds = 300;
        for (int capacity = 0; capacity < 3; capacity++) {
            var channels =
                    List.of(
                            Channel.<Integer>buffered(capacity),
                            Channel.<Integer>buffered(capacity));
            var sent = new AtomicInteger();
            var balance = new AtomicLong();
            scheduler.run(() -> {
                try (Scope scope = Scope.open()) {
                    for (int p = 0; p < peers; p++) {
                        int seed = p;
                        scope.fork(() ->
                                meet(channels, new Random(seed), rounds * peers, sent, balance));
                    }
                }
            });
            for (Channel<Integer> channel : channels) {
                while (channel.tryReceive() instanceof Received.Item<Integer>(Integer item)) {
                    balance.addAndGet(-item);
                }
            }
            assertThat(balance).as("capacity %d", capacity).hasValue(0);
        }
    }

    private static Void meet(
            List<Channel<Integer>> channels,
            Random random,
            int most,
            AtomicInteger sent,
            AtomicLong balance)
            throws InterruptedException {
        int[] item = {0};
        Select<Integer> select = random.nextBoolean() ? Select.fair() : Select.biased();
        for (Channel<Integer> channel : channels) {
            select.send(
                    channel,
                    () -> item[0] = random.nextInt(1_000),
                    x -> {
                        sent.incrementAndGet();
                        return x;
                    });
            select.receive(channel, x -> -x);
        }
        select.timeout(Duration.ofMillis(20), () -> 0); // the others may have ended
        while (sent.get() < most) {
            balance.addAndGet(select.select());
        }
        return null;
    }

    // ---- Ends ----------------------------------------------------------------------------------

    @Test
    void aClosedChannelWins() throws Exception {
        Channel<Integer> closed = Channel.rendezvous();
        var cause = new IllegalStateException("why");
        closed.close(cause);
        assertThatThrownBy(() -> Select.<Integer>fair().receive(closed, x -> x).select())
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(cause);
        assertThatThrownBy(() -> Select.<Integer>fair().send(closed, () -> 1, x -> x).select())
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(cause);
        Received<Integer> received =
                Select.<Received<Integer>>fair().receiveOrClosed(closed, x -> received(x)).select();
        assertThat(received).isEqualTo(new Received.Closed<>(cause));
    }

    @SuppressWarnings("unchecked") // of integers, whatever their wildcard
    private static Received<Integer> received(Received<?> any) {
        return (Received<Integer>) any;
    }

    @Test
    void aChannelThatClosesWhileOneWaitsWins() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        var thread = new AtomicReference<Thread>();
        Coroutine<Boolean> selecting =
                scheduler.spawn(() -> {
                    thread.set(Thread.currentThread());
                    return Select.<Boolean>fair()
                            .receiveOrClosed(channel, x -> x instanceof Received.Closed)
                            .timeout(LONG, () -> false)
                            .select();
                });
        parked(thread);
        channel.close();
        assertThat(selecting.join()).isTrue();
    }

    @Test
    void theEndOfACoroutineWins() throws Exception {
        Channel<Integer> never = Channel.rendezvous();
        String won =
                scheduler.call(() -> {
                    try (Scope scope = Scope.open()) {
                        Coroutine<String> child =
                                scope.fork(() -> {
                                    Coroutine.yield();
                                    return "ended";
                                });
                        return Select.<String>fair()
                                .receive(never, x -> "received")
                                .join(child, x -> x)
                                .select();
                    }
                });
        assertThat(won).isEqualTo("ended");
    }

    @Test
    void aFailedCoroutineFailsTheSelect() {
        var failure = new IllegalStateException("why");
        Coroutine<Integer> failing =
                scheduler.spawn(() -> {
                    throw failure;
                });
        assertThatThrownBy(() -> Select.<Integer>fair().join(failing, x -> x).select())
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
        uncaught.clear();
    }

    @Test
    void anEndThatIsToldLateWinsNoLaterSelect() throws Exception {
        Channel<Integer> channel = Channel.buffered(1);
        Channel<Integer> go = Channel.rendezvous();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                Coroutine<Integer> child = scope.fork(go::receive);
                Select<Integer> select =
                        Select.<Integer>biased().join(child, x -> x).receive(channel, x -> x);
                for (int i = 1; i < 100; i++) {
                    scope.fork(send(channel, -i));
                    assertThat(select.select()).isEqualTo(-i);
                }
                go.send(100);
                assertThat(select.select()).isEqualTo(100);
            }
        });
    }

    private static Callable<Void> send(Channel<Integer> to, int item) {
        return () -> {
            to.send(item);
            return null;
        };
    }

    // ---- Cancelling ----------------------------------------------------------------------------

    @Test
    void aCancelledSelectHasNoEffect() throws Exception {
        Channel<Integer> full = Channel.rendezvous();
        Channel<Integer> empty = Channel.buffered(1);
        var thread = new AtomicReference<Thread>();
        Coroutine<Integer> selecting =
                scheduler.spawn(() -> {
                    thread.set(Thread.currentThread());
                    return Select.<Integer>fair()
                            .send(full, () -> 1, x -> x)
                            .receive(empty, x -> x)
                            .select();
                });
        parked(thread);
        selecting.cancel();
        assertThatThrownBy(selecting::join).isInstanceOf(CancellationException.class);
        assertThat(full.tryReceive()).isInstanceOf(Received.Nothing.class);
        assertThat(empty.trySend(2)).isInstanceOf(Sent.Done.class);
        assertThat(empty.tryReceive()).isEqualTo(new Received.Item<>(2));
    }

    @Test
    void aCancelledCallerGetsNothingThoughSomethingIsReady() throws Exception {
        Channel<Integer> channel = Channel.buffered(1);
        channel.send(1);
        Channel<Integer> started = Channel.rendezvous();
        Coroutine<Integer> selecting =
                scheduler.spawn(() -> {
                    Coroutine.uncancellable(started::receive);
                    return Select.<Integer>fair().receive(channel, x -> x).select();
                });
        Await.until(selecting::isStarted);
        selecting.cancel();
        started.send(1);
        assertThatThrownBy(selecting::join).isInstanceOf(CancellationException.class);
        assertThat(channel.tryReceive()).isEqualTo(new Received.Item<>(1));
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Select.<Integer>fair().receive(channel, x -> x).select())
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(channel.trySend(1)).isInstanceOf(Sent.Full.class);
    }

    // ---- Bad use -------------------------------------------------------------------------------

    @Test
    void aSelectWithoutClausesIsRefused() {
        assertThatThrownBy(() -> Select.<Integer>fair().select())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("add one");
    }

    @Test
    void twoLimitsAreRefused() {
        Select<Integer> select = Select.<Integer>fair().orElse(() -> 1);
        assertThatThrownBy(() -> select.timeout(LONG, () -> 2))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anItemThatIsNullIsRefused() {
        Channel<Integer> channel = Channel.buffered(1);
        Select<Integer> select = Select.<Integer>fair().send(channel, () -> null, x -> x);
        assertThatThrownBy(select::select).isInstanceOf(NullPointerException.class);
        assertThat(channel.tryReceive()).isInstanceOf(Received.Nothing.class);
    }
}
