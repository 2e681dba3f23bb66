package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.raddle.testing.Caller;
import dev.raddle.testing.Caller.Kind;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Closing and cancelling a channel, and iterating until it ends. */
class ChannelEndsTest extends SchedulerFixture {
    private static final Duration LONG = Duration.ofDays(1);
    private static final Sent DONE = new Sent.Done();
    private static final Sent SENDER_CLOSED = new Sent.Closed(null);
    private static final Received<Integer> CLOSED = new Received.Closed<>(null);

    private final Queue<Integer> undelivered = new ConcurrentLinkedQueue<>();

    private <T> Caller<T> call(Callable<T> call) {
        return Caller.start(Kind.COROUTINE, scheduler, call);
    }

    private static Callable<Void> sending(Sender<Integer> to, int item) {
        return () -> {
            to.send(item);
            return null;
        };
    }

    private static Channel<Integer> channel(int capacity, Consumer<Integer> undelivered) {
        return Channel.of(
                ChannelOptions.<Integer>buffered(capacity).<Integer>withUndelivered(undelivered));
    }

    private Channel<Integer> channel(int capacity) {
        return channel(capacity, undelivered::add);
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static void assertClosed(Channel<Integer> channel, Throwable cause) throws Exception {
        assertThat(channel.isClosed()).isTrue();
        assertThatThrownBy(() -> channel.send(1))
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(cause);
        assertThat(channel.trySend(1)).isEqualTo(new Sent.Closed(cause));
        assertThat(channel.trySend(1, LONG)).isEqualTo(new Sent.Closed(cause));
    }

    private static void assertDrained(Channel<Integer> channel, Throwable cause) throws Exception {
        assertClosed(channel, cause);
        var closed = new Received.Closed<Integer>(cause);
        assertThatThrownBy(channel::receive)
                .isInstanceOf(ChannelClosedException.class)
                .hasCause(cause);
        assertThat(channel.receiveOrClosed()).isEqualTo(closed);
        assertThat(channel.tryReceive()).isEqualTo(closed);
        assertThat(channel.tryReceive(LONG)).isEqualTo(closed);
        assertThat(channel.drainTo(new ArrayList<>(), 1)).isZero();
    }

    // ---- Close ---------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 1000})
    void afterCloseWhatWasSentIsReceived(int capacity) throws Exception {
        Channel<Integer> channel = channel(capacity);
        channel.sendAll(upTo(capacity));
        assertThat(channel.isClosed()).isFalse();
        channel.close();
        assertClosed(channel, null);
        for (int i = 0; i < capacity; i++) {
            assertThat(channel.receive()).isEqualTo(i);
        }
        assertDrained(channel, null);
        assertThat(undelivered).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfChannelCanBeClosed(Channel.Overflow overflow) throws Exception {
        Channel<Integer> channel =
                Channel.of(
                        ChannelOptions.<Integer>buffered(1)
                                .withOverflow(overflow)
                                .<Integer>withUndelivered(undelivered::add));
        channel.send(1);
        channel.close();
        assertClosed(channel, null);
        assertThat(undelivered).as("a send that fails drops nothing").isEmpty();
        assertThat(channel.receive()).isEqualTo(1);
        assertDrained(channel, null);
    }

    @Test
    void bothEndsAreToldTheCause() throws Exception {
        var cause = new IOException("disk full");
        Channel<Integer> channel = channel(1);
        channel.send(1);
        channel.close(cause);
        assertClosed(channel, cause);
        assertThat(channel.receiveOrClosed()).isEqualTo(new Received.Item<>(1));
        assertDrained(channel, cause);
    }

    @Test
    void onlyTheFirstCloseCounts() throws Exception {
        var first = new IOException("first");
        Channel<Integer> channel = channel(0);
        channel.close(first);
        channel.close(new IOException("second"));
        channel.close();
        assertDrained(channel, first);

        Channel<Integer> without = channel(0);
        without.close();
        without.close();
        without.close(first);
        assertDrained(without, null);

        Channel<Integer> cancelled = channel(0);
        cancelled.cancel();
        cancelled.close(first);
        assertDrained(cancelled, null);
    }

    @ParameterizedTest
    @EnumSource
    void receiversThatWaitLearnOfTheEnd(Kind kind) throws Exception {
        var cause = new IOException("disk full");
        Channel<Integer> channel = channel(1);
        var receivers = new ArrayList<Caller<?>>();
        receivers.add(Caller.start(kind, scheduler, channel::receive).waiting());
        receivers.add(Caller.start(kind, scheduler, channel::receive).waiting());
        Caller<Received<Integer>> orClosed =
                Caller.start(kind, scheduler, channel::receiveOrClosed).waiting();
        Caller<Received<Integer>> timed =
                Caller.start(kind, scheduler, () -> channel.tryReceive(LONG)).waiting();
        channel.close(cause);
        for (Caller<?> receiver : receivers) {
            assertThat(receiver.failure())
                    .isInstanceOf(ChannelClosedException.class)
                    .hasCause(cause);
        }
        assertThat(orClosed.result()).isEqualTo(new Received.Closed<>(cause));
        assertThat(timed.result()).isEqualTo(new Received.Closed<>(cause));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatSendersWaitToSendIsStillReceived(int capacity) throws Exception {
        Channel<Integer> channel = channel(capacity);
        channel.sendAll(upTo(capacity));
        var senders = new ArrayList<Caller<Void>>();
        for (int i = 0; i < 3; i++) {
            senders.add(call(sending(channel, capacity + i)).waiting());
        }
        channel.close();
        assertClosed(channel, null);
        for (int i = 0; i < capacity + 3; i++) {
            assertThat(channel.receiveOrClosed()).isEqualTo(new Received.Item<>(i));
        }
        assertDrained(channel, null);
        for (Caller<Void> sender : senders) {
            sender.result();
        }
    }

    @Test
    void aSenderMayStopWaitingAfterTheClose() throws Exception {
        Channel<Integer> channel = channel(0);
        Caller<Void> first = call(sending(channel, 1)).waiting();
        Caller<Void> second = call(sending(channel, 2)).waiting();
        channel.close();
        first.cancel();
        assertThat(first.failure()).isInstanceOf(CancellationException.class);
        assertThat(channel.receive()).isEqualTo(2);
        second.result();
        assertDrained(channel, null);
    }

    @Test
    void aReceiverThatWaitsLearnsOfTheEndWhenTheLastSenderGivesUp() throws Exception {
        Channel<Integer> channel = channel(0);
        Caller<Void> sender = call(sending(channel, 1)).waiting();
        channel.close();
        sender.cancel();
        sender.failure();
        assertThat(channel.receiveOrClosed()).isEqualTo(CLOSED);
    }

    @Test
    void aReceiverMayClose() throws Exception {
        Channel<Integer> channel = channel(0);
        Caller<Integer> first =
                call(() -> {
                    int item = channel.receive();
                    channel.close();
                    return item;
                });
        first.waiting();
        Caller<Integer> second = call(channel::receive).waiting();
        channel.send(1);
        assertThat(first.result()).isEqualTo(1);
        assertThat(second.failure()).isInstanceOf(ChannelClosedException.class);
        assertDrained(channel, null);
    }

    @Test
    void tryWithResourcesCloses() throws Exception {
        Channel<Integer> channel = channel(1);
        try (channel) {
            channel.send(1);
        }
        assertClosed(channel, null);
    }

    @Test
    void sendAllStopsAtTheClose() throws Exception {
        Channel<Integer> channel = channel(0);
        Caller<Void> sender =
                call(() -> {
                    channel.sendAll(upTo(5));
                    return null;
                });
        assertThat(channel.receive()).isZero();
        assertThat(channel.receive()).isEqualTo(1);
        sender.waiting();
        channel.cancel();
        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class);
        assertThat(undelivered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCancelledCoroutineCanCloseAndCancel(boolean cancels) throws Exception {
        Channel<Integer> channel = channel(1);
        channel.send(1);
        var mayEnd = new CountDownLatch(1);
        Caller<Void> caller =
                call(() -> {
                    try {
                        mayEnd.await();
                    } finally {
                        if (cancels) {
                            channel.cancel();
                        } else {
                            channel.close();
                        }
                    }
                    return null;
                });
        caller.waiting().cancel();
        assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
        assertThat(channel.isClosed()).isTrue();
        assertThat(undelivered).hasSize(cancels ? 1 : 0);
    }

    // ---- Cancel --------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 1000})
    void cancelTellsOfEachItemThatWasSent(int capacity) throws Exception {
        Channel<Integer> channel = channel(capacity);
        channel.sendAll(upTo(capacity));
        channel.cancel();
        assertThat(undelivered).containsExactlyElementsOf(upTo(capacity));
        assertDrained(channel, null);
        channel.cancel();
        assertThat(undelivered).as("once").hasSize(capacity);
    }

    @ParameterizedTest
    @EnumSource
    void sendersThatWaitFailAndKeepTheirItems(Kind kind) throws Exception {
        Channel<Integer> channel = channel(1);
        channel.send(0);
        Caller<Void> sender = Caller.start(kind, scheduler, sending(channel, 1)).waiting();
        Caller<Sent> timed =
                Caller.start(kind, scheduler, () -> channel.trySend(2, LONG)).waiting();
        channel.cancel();
        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class).hasNoCause();
        assertThat(timed.result()).isEqualTo(SENDER_CLOSED);
        assertThat(undelivered).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void receiversThatWaitLearnOfTheCancellation(Kind kind) throws Exception {
        Channel<Integer> channel = channel(1);
        Caller<Integer> receiver = Caller.start(kind, scheduler, channel::receive).waiting();
        channel.cancel();
        assertThat(receiver.failure()).isInstanceOf(ChannelClosedException.class);
    }

    @Test
    void cancelAfterCloseDropsTheRestAndKeepsTheCause() throws Exception {
        var cause = new IOException("disk full");
        Channel<Integer> channel = channel(1);
        channel.send(0);
        Caller<Void> sender = call(sending(channel, 1)).waiting();
        channel.close(cause);
        channel.cancel();
        assertThat(undelivered).containsExactly(0);
        assertThat(sender.failure()).isInstanceOf(ChannelClosedException.class).hasCause(cause);
        assertDrained(channel, cause);
    }

    @Test
    void cancelDoesNothingToOneThatIsClosedAndEmpty() throws Exception {
        Channel<Integer> channel = channel(1);
        channel.send(1);
        channel.close();
        channel.receive();
        channel.cancel();
        assertThat(undelivered).isEmpty();
        assertDrained(channel, null);
    }

    @Test
    void whatTheHandlerThrowsIsThrownAfterAllWereTold() {
        var failures = new ArrayList<RuntimeException>();
        Channel<Integer> channel =
                channel(
                        3,
                        item -> {
                            undelivered.add(item);
                            failures.add(new IllegalStateException("about " + item));
                            throw failures.getLast();
                        });
        upTo(3).forEach(channel::trySend);
        Throwable thrown = catchThrowable(channel::cancel);
        assertThat(undelivered).containsExactly(0, 1, 2);
        assertThat(thrown).isSameAs(failures.getFirst());
        assertThat(thrown.getSuppressed()).containsExactly(failures.get(1), failures.get(2));
    }

    @Test
    void aHandlerMayThrowTheSameAgainAndAgain() {
        var failure = new IllegalStateException("always the same");
        Channel<Integer> channel =
                channel(
                        3,
                        item -> {
                            undelivered.add(item);
                            throw failure;
                        });
        upTo(3).forEach(channel::trySend);
        assertThatThrownBy(channel::cancel).isSameAs(failure);
        assertThat(undelivered).containsExactly(0, 1, 2);
    }

    @Test
    void aHandlerMayThrowAnError() {
        var error = new AssertionError("not among these");
        Channel<Integer> channel =
                channel(
                        3,
                        item -> {
                            undelivered.add(item);
                            throw error;
                        });
        upTo(3).forEach(channel::trySend);
        assertThatThrownBy(channel::cancel).isSameAs(error);
        assertThat(undelivered).containsExactly(0, 1, 2);
        assertThat(channel.tryReceive()).isEqualTo(CLOSED);
    }

    @Test
    void aHandlerMayUseTheChannel() throws Exception {
        var self = new ArrayList<Channel<Integer>>();
        var outcomes = new ArrayList<Object>();
        Channel<Integer> channel =
                channel(
                        2,
                        item -> {
                            outcomes.add(self.getFirst().trySend(item));
                            self.getFirst().close();
                        });
        self.add(channel);
        channel.sendAll(upTo(2));
        channel.cancel();
        assertThat(outcomes).containsExactly(SENDER_CLOSED, SENDER_CLOSED);
        assertThat(channel.tryReceive()).isEqualTo(CLOSED);
    }

    /** With receivers coming and going at its ends, a cancel leaves nothing in the channel. */
    @Test
    void cancelAmongReceiversLosesNothing() throws Exception {
        scheduler.run(() -> {
            for (int round = 0; round < 500; round++) {
                Channel<Integer> channel = channel(4);
                var received = new AtomicInteger();
                undelivered.clear();
                try (Scope scope = Scope.open()) {
                    for (int r = 0; r < 3; r++) {
                        scope.fork(() -> {
                            while (channel.receiveOrClosed() instanceof Received.Item) {
                                received.incrementAndGet();
                            }
                            return null;
                        });
                    }
                    scope.fork(() -> {
                        for (int i = 0; i < 4; i++) {
                            channel.send(i);
                        }
                        channel.cancel();
                        return null;
                    });
                }
                assertThat(received.get() + undelivered.size()).isEqualTo(4);
            }
        });
    }

    // ---- Iteration -----------------------------------------------------------------------------

    @Test
    void anIterationEndsWhenTheChannelIsClosedAndEmpty() throws Exception {
        Channel<Integer> channel = channel(3);
        channel.sendAll(upTo(3));
        channel.close();
        var items = new ArrayList<Integer>();
        for (Integer item : channel) {
            items.add(item);
        }
        assertThat(items).isEqualTo(upTo(3));
    }

    @Test
    void anIterationWaits() throws Exception {
        Channel<Integer> channel = channel(0);
        Caller<Boolean> iteration = call(() -> channel.iterator().hasNext()).waiting();
        channel.send(1);
        assertThat(iteration.result()).isTrue();
        Caller<Boolean> second = call(() -> channel.iterator().hasNext()).waiting();
        channel.close();
        assertThat(second.result()).isFalse();
    }

    @Test
    void hasNextTakesOneItemHoweverOftenItIsAsked() {
        Channel<Integer> channel = channel(3);
        upTo(3).forEach(channel::trySend);
        Iterator<Integer> iterator = channel.iterator();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(channel.tryReceive())
                .as("nobody else gets it")
                .isEqualTo(new Received.Item<>(1));
        assertThat(iterator.next()).isZero();
        assertThat(iterator.next()).isEqualTo(2);
        channel.close();
        assertThat(iterator.hasNext()).isFalse();
        assertThat(iterator.hasNext()).isFalse();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anIterationFailsWithTheCause() {
        var cause = new IOException("disk full");
        Channel<Integer> channel = channel(1);
        channel.trySend(1);
        channel.close(cause);
        Iterator<Integer> iterator = channel.iterator();
        assertThat(iterator.next()).isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(iterator::hasNext)
                    .isInstanceOf(ChannelClosedException.class)
                    .hasCause(cause);
            assertThatThrownBy(iterator::next)
                    .isInstanceOf(ChannelClosedException.class)
                    .hasCause(cause);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsAnIterationAndStaysSet(Kind kind) throws Exception {
        Channel<Integer> channel = channel(1);
        Caller<Boolean> iteration =
                Caller.start(kind, scheduler, () -> channel.iterator().hasNext()).waiting();
        iteration.interrupt();
        assertThat(iteration.failure()).isInstanceOf(CancellationException.class);
        assertThat(iteration.wasInterruptedAtTheEnd()).isTrue();
        assertThat(channel.trySend(1)).isEqualTo(DONE);
        assertThat(channel.tryReceive()).isEqualTo(new Received.Item<>(1));
    }

    @Test
    void manyIterateOverOneChannel() throws Exception {
        Channel<Integer> channel = channel(2);
        Queue<Integer> all = new ConcurrentLinkedQueue<>();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                for (int i = 0; i < 4; i++) {
                    scope.fork(() -> {
                        channel.forEach(all::add);
                        return null;
                    });
                }
                try (channel) {
                    channel.sendAll(upTo(1_000));
                }
            }
        });
        assertThat(all).containsExactlyInAnyOrderElementsOf(upTo(1_000));
    }
}
