package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.Caller;
import dev.raddle.testing.Caller.Kind;
import dev.raddle.testing.Garbage;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Who waits at a channel: in which order, and how a wait ends without an item. */
class ChannelWaitTest extends SchedulerFixture {
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(2);
    private static final Sent DONE = new Sent.Done();
    private static final Sent FULL = new Sent.Full();
    private static final Received<Integer> NOTHING = new Received.Nothing<>();

    private <T> Caller<T> call(Callable<T> call) {
        return Caller.start(Kind.COROUTINE, scheduler, call);
    }

    private Caller<Void> send(Kind kind, Sender<Integer> to, int item) {
        return Caller.start(
                kind,
                scheduler,
                () -> {
                    to.send(item);
                    return null;
                });
    }

    private static Channel<Integer> full(int capacity) {
        Channel<Integer> channel = Channel.buffered(capacity);
        while (channel.trySend(0) instanceof Sent.Done) {
            // until it is full
        }
        return channel;
    }

    private static Received<Integer> item(int value) {
        return new Received.Item<>(value);
    }

    // ---- First come, first served --------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void waitingSendersAreServedInTheirOrder(int capacity) throws Exception {
        Channel<Integer> channel = full(capacity);
        var senders = new ArrayList<Caller<Void>>();
        for (int i = 0; i < 9; i++) {
            senders.add(send(Kind.of(i), channel, i).waiting());
        }
        for (int i = 0; i < capacity; i++) {
            assertThat(channel.receive()).isZero();
        }
        for (int i = 0; i < 9; i++) {
            assertThat(channel.receive()).isEqualTo(i);
            senders.get(i).result();
        }
        assertThat(channel.tryReceive()).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void waitingReceiversAreServedInTheirOrder(int capacity) throws Exception {
        Channel<Integer> channel = Channel.buffered(capacity);
        var receivers = new ArrayList<Caller<Integer>>();
        for (int i = 0; i < 9; i++) {
            receivers.add(Caller.start(Kind.of(i), scheduler, channel::receive).waiting());
        }
        for (int i = 0; i < 9; i++) {
            channel.send(i);
        }
        for (int i = 0; i < 9; i++) {
            assertThat(receivers.get(i).result()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aNewSenderDoesNotOvertakeOneThatWaits(int capacity) throws Exception {
        Channel<Integer> channel = full(capacity);
        Caller<Void> waiting = send(Kind.COROUTINE, channel, 1).waiting();
        assertThat(channel.trySend(2)).isEqualTo(FULL);
        assertThat(channel.trySend(2, SHORT)).isEqualTo(FULL);
        channel.receive(); // its room is for the one that waits
        assertThat(channel.trySend(2)).isEqualTo(FULL);
        waiting.result();
        for (int i = 1; i < capacity; i++) {
            assertThat(channel.receive()).isZero();
        }
        assertThat(channel.receive()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aNewReceiverDoesNotOvertakeOneThatWaits(int capacity) throws Exception {
        Channel<Integer> channel = Channel.buffered(capacity);
        Caller<Integer> waiting = call(channel::receive).waiting();
        assertThat(channel.tryReceive()).isEqualTo(NOTHING);
        assertThat(channel.tryReceive(SHORT)).isEqualTo(NOTHING);
        channel.send(1);
        assertThat(channel.tryReceive()).isEqualTo(NOTHING);
        assertThat(waiting.result()).isEqualTo(1);
    }

    @Test
    void whoStopsWaitingLeavesTheOthersInTheirOrder() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        var receivers = new ArrayList<Caller<Integer>>();
        for (int i = 0; i < 6; i++) {
            receivers.add(call(channel::receive).waiting());
        }
        for (int i = 0; i < 6; i += 2) {
            receivers.get(i).cancel();
            assertThat(receivers.get(i).failure()).isInstanceOf(CancellationException.class);
        }
        for (int i = 1; i < 6; i += 2) {
            channel.send(i);
            assertThat(receivers.get(i).result()).isEqualTo(i);
        }
        assertThat(channel.trySend(7)).isEqualTo(FULL);
    }

    // ---- A wait that ends without an item ------------------------------------------------------

    /** How the wait of one kind of thread ends: by a cancellation or by an interrupt. */
    private record End(Kind kind, String name, Class<? extends Exception> thrown) {
        void bringTo(Caller<?> caller) {
            switch (name) {
                case "cancel" -> caller.cancel();
                case "cancel softly" -> caller.cancel(false);
                default -> caller.interrupt();
            }
        }
    }

    static Stream<End> ends() {
        return Stream.of(
                new End(Kind.COROUTINE, "cancel", CancellationException.class),
                new End(Kind.COROUTINE, "cancel softly", CancellationException.class),
                new End(Kind.COROUTINE, "interrupt", InterruptedException.class),
                new End(Kind.VIRTUAL, "interrupt", InterruptedException.class),
                new End(Kind.PLATFORM, "interrupt", InterruptedException.class));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aReceiverThatStopsWaitingLeavesNothingBehind(End end) throws Exception {
        for (int capacity = 0; capacity < 3; capacity++) {
            Channel<Integer> channel = Channel.buffered(capacity);
            for (Callable<?> receive : receives(channel)) {
                Caller<?> receiver = Caller.start(end.kind, scheduler, receive).waiting();
                end.bringTo(receiver);
                assertThat(receiver.failure()).isInstanceOf(end.thrown);
                assertThat(channel.trySend(1)).as("nobody waits").isEqualTo(sentInto(capacity));
                assertThat(channel.tryReceive()).isEqualTo(capacity == 0 ? NOTHING : item(1));
            }
        }
    }

    private static List<Callable<?>> receives(Receiver<Integer> from) {
        return List.of(from::receive, from::receiveOrClosed, () -> from.tryReceive(LONG));
    }

    private static Sent sentInto(int capacity) {
        return capacity == 0 ? FULL : DONE;
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aSenderThatStopsWaitingKeepsItsItemAndLeavesNothingBehind(End end) throws Exception {
        for (int capacity = 0; capacity < 3; capacity++) {
            Channel<Integer> channel = full(capacity);
            for (int timed = 0; timed < 2; timed++) {
                Callable<Void> send =
                        timed == 1
                                ? () -> {
                                    channel.trySend(1, LONG);
                                    return null;
                                }
                                : () -> {
                                    channel.send(1);
                                    return null;
                                };
                Caller<?> sender = Caller.start(end.kind, scheduler, send).waiting();
                end.bringTo(sender);
                assertThat(sender.failure()).isInstanceOf(end.thrown);
            }
            var left = new ArrayList<Integer>();
            channel.drainTo(left, Integer.MAX_VALUE);
            assertThat(left).hasSize(capacity).doesNotContain(1);
            assertThat(channel.trySend(2)).as("nobody waits").isEqualTo(sentInto(capacity));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoseTimeIsOverLeavesNothingBehind(Kind kind) throws Exception {
        for (int capacity = 0; capacity < 3; capacity++) {
            Channel<Integer> empty = Channel.buffered(capacity);
            assertThat(Caller.start(kind, scheduler, () -> empty.tryReceive(SHORT)).result())
                    .isEqualTo(NOTHING);
            assertThat(empty.trySend(1)).isEqualTo(sentInto(capacity));

            Channel<Integer> full = full(capacity);
            assertThat(Caller.start(kind, scheduler, () -> full.trySend(1, SHORT)).result())
                    .isEqualTo(FULL);
            var left = new ArrayList<Integer>();
            full.drainTo(left, Integer.MAX_VALUE);
            assertThat(left).hasSize(capacity).doesNotContain(1);
        }
    }

    @Test
    void anInterruptBeforeTheCallEndsAWaitAtOnce() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Thread.currentThread().interrupt();
        assertThatThrownBy(channel::receive).isInstanceOf(InterruptedException.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.send(1)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptedCallerThatNeedNotWaitDoesNotFail() throws Exception {
        Channel<Integer> channel = Channel.buffered(1);
        Thread.currentThread().interrupt();
        channel.send(1);
        assertThat(channel.receive()).isEqualTo(1);
        Caller<Void> sender;
        sender = send(Kind.VIRTUAL, full(0), 0);
        assertThat(Thread.interrupted()).as("it stays set").isTrue();
        sender.waiting().interrupt();
        assertThat(sender.failure()).isInstanceOf(InterruptedException.class);
    }

    // ---- Cancelled callers ---------------------------------------------------------------------

    /** Runs a call in a coroutine that has been cancelled already, and gives what it throws. */
    private Throwable whenCancelled(Action call) throws Exception {
        var started = new CountDownLatch(1);
        var thrown = new AtomicReference<Throwable>();
        Coroutine<Void> cancelled =
                scheduler.spawn(() -> {
                    try {
                        started.countDown();
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        try {
                            call.run();
                        } catch (Throwable t) {
                            thrown.set(t);
                        }
                    }
                });
        started.await();
        cancelled.cancel();
        Await.ended(cancelled);
        return thrown.get();
    }

    @Test
    void aCancelledCoroutineSendsNothingThoughThereIsRoom() throws Exception {
        for (Channel<Integer> channel :
                List.of(Channel.<Integer>buffered(2), Channel.<Integer>conflated())) {
            for (Action send :
                    List.<Action>of(
                            () -> channel.send(1),
                            () -> channel.trySend(1),
                            () -> channel.trySend(1, Duration.ZERO),
                            () -> channel.trySend(1, LONG),
                            () -> channel.sendAll(List.of(1)))) {
                assertThat(whenCancelled(send)).isInstanceOf(CancellationException.class);
            }
            assertThat(channel.tryReceive()).isEqualTo(NOTHING);
        }
    }

    @Test
    void aCancelledCoroutineTakesNothingThoughThereIsAnItem() throws Exception {
        Channel<Integer> channel = Channel.buffered(1);
        channel.send(1);
        for (Action receive :
                List.<Action>of(
                        channel::receive,
                        channel::receiveOrClosed,
                        channel::tryReceive,
                        () -> channel.tryReceive(Duration.ZERO),
                        () -> channel.tryReceive(LONG),
                        () -> channel.drainTo(new ArrayList<>(), 1),
                        () -> channel.iterator().hasNext())) {
            assertThat(whenCancelled(receive)).isInstanceOf(CancellationException.class);
        }
        assertThat(channel.tryReceive()).isEqualTo(item(1));
    }

    @Test
    void inAnUncancellableSectionACancelledCoroutineSendsAndReceives() throws Exception {
        Channel<Integer> there = Channel.rendezvous();
        Channel<Integer> back = Channel.rendezvous();
        Caller<Integer> echo =
                call(() -> {
                    int item = there.receive();
                    back.send(item + 1);
                    return item;
                });
        var got = new AtomicReference<Integer>();
        assertThat(
                        whenCancelled(() ->
                                Coroutine.uncancellable(() -> {
                                    there.send(1);
                                    got.set(back.receive());
                                    return null;
                                })))
                .isNull();
        assertThat(got).hasValue(2);
        assertThat(echo.result()).isEqualTo(1);
    }

    /** Either it has the item, or the item is still there. */
    @Test
    void aCancellationThatRacesWithAnItemLosesNone() throws Exception {
        scheduler.run(() -> {
            for (int i = 0; i < 2_000; i++) {
                Channel<Integer> channel = Channel.buffered(1);
                var got = new AtomicBoolean();
                Coroutine<Void> receiver =
                        scheduler.spawn(() -> {
                            channel.receive();
                            got.set(true);
                        });
                Coroutine<Boolean> canceller = scheduler.spawn(() -> receiver.cancel());
                channel.send(1);
                canceller.join();
                Await.ended(receiver);
                assertThat(channel.tryReceive()).isEqualTo(got.get() ? NOTHING : item(1));
            }
        });
    }

    /** Either it was sent, or its sender has thrown. */
    @Test
    void aCancellationThatRacesWithAReceiverLosesNoItem() throws Exception {
        scheduler.run(() -> {
            for (int i = 0; i < 2_000; i++) {
                Channel<Integer> channel = Channel.rendezvous();
                var sent = new AtomicBoolean();
                Coroutine<Void> sender =
                        scheduler.spawn(() -> {
                            channel.send(1);
                            sent.set(true);
                        });
                Coroutine<Boolean> receiver =
                        scheduler.spawn(() -> {
                            Coroutine.yield();
                            return channel.tryReceive() instanceof Received.Item;
                        });
                sender.cancel();
                Await.ended(sender);
                assertThat(receiver.join()).isEqualTo(sent.get());
            }
        });
    }

    @Test
    void aFailureInAScopeEndsTheWaitsOfItsOtherChildren() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        var thrown = new AtomicReference<Throwable>();
        assertThatThrownBy(() ->
                        scheduler.run(() -> {
                            try (Scope scope = Scope.open()) {
                                Coroutine<Integer> waits =
                                        scope.fork(() -> {
                                            try {
                                                return channel.receive();
                                            } catch (Throwable e) {
                                                thrown.set(e);
                                                throw e;
                                            }
                                        });
                                scope.fork(() -> {
                                    throw new IllegalStateException("planned");
                                });
                                waits.join();
                            }
                        }))
                .hasStackTraceContaining("planned");
        if (thrown.get() != null) { // else it was cancelled before it began
            assertThat(thrown.get()).isInstanceOf(CancellationException.class);
        }
        assertThat(channel.trySend(1)).as("nobody waits").isEqualTo(FULL);
    }

    // ---- Others --------------------------------------------------------------------------------

    @Test
    void aChannelThatIsAlwaysReadyLetsOthersOfItsCarrierRun() throws Exception {
        var stop = new AtomicBoolean();
        Channel<Integer> channel = Channel.buffered(1);
        var loops = new ArrayList<Coroutine<Void>>();
        for (int i = 0; i < carriers + 1; i++) { // more than there are carriers
            loops.add(
                    scheduler.spawn(() -> {
                        while (!stop.get()) {
                            channel.trySend(1);
                            channel.tryReceive();
                        }
                    }));
        }
        scheduler.spawn(() -> stop.set(true)).join();
        loops.forEach(Coroutine::join);
    }

    @Test
    void aBufferThatAlwaysHasRoomLetsOthersOfItsCarrierRun() throws Exception {
        var stop = new AtomicBoolean();
        var loops = new ArrayList<Coroutine<Void>>();
        for (int i = 0; i < carriers + 1; i++) {
            loops.add(
                    scheduler.spawn(() -> {
                        Channel<Integer> channel = Channel.buffered(1);
                        while (!stop.get()) {
                            channel.send(1);
                            channel.receive();
                        }
                    }));
        }
        scheduler.spawn(() -> stop.set(true)).join();
        loops.forEach(Coroutine::join);
    }

    static Stream<List<Kind>> pairs() {
        return Stream.of(Kind.values())
                .flatMap(from -> Stream.of(Kind.values()).map(to -> List.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void threadsOfAnyKindMeet(List<Kind> ends) throws Exception {
        for (int capacity : new int[] {0, 1, 10}) {
            Channel<Integer> channel = Channel.buffered(capacity);
            int items = 300;
            Caller<Void> sender =
                    Caller.start(
                            ends.getFirst(),
                            scheduler,
                            () -> {
                                for (int i = 0; i < items; i++) {
                                    channel.send(i);
                                }
                                channel.close();
                                return null;
                            });
            Caller<Integer> receiver =
                    Caller.start(
                            ends.getLast(),
                            scheduler,
                            () -> {
                                int next = 0;
                                for (Integer item : channel) {
                                    assertThat(item).isEqualTo(next++);
                                }
                                return next;
                            });
            assertThat(receiver.result()).isEqualTo(items);
            sender.result();
        }
    }

    private static final class Plain {
        private int value;
    }

    /** What the sender wrote to plain fields, the receiver reads; and back, by the room. */
    @ParameterizedTest
    @MethodSource("pairs")
    void plainFieldsGoOverWithTheItem(List<Kind> ends) throws Exception {
        for (int capacity : new int[] {0, 1, 2}) {
            Channel<Plain> there = Channel.buffered(capacity);
            Channel<Plain> back = Channel.buffered(capacity);
            int rounds = 300;
            Caller<Integer> partner =
                    Caller.start(
                            ends.getFirst(),
                            scheduler,
                            () -> {
                                Plain plain = new Plain();
                                for (int i = 0; i < rounds; i++) {
                                    plain.value++;
                                    there.send(plain);
                                    plain = back.receive();
                                }
                                return plain.value;
                            });
            Caller<Void> other =
                    Caller.start(
                            ends.getLast(),
                            scheduler,
                            () -> {
                                for (int i = 0; i < rounds; i++) {
                                    Plain plain = there.receive();
                                    assertThat(plain.value).isEqualTo(2 * i + 1);
                                    plain.value++;
                                    back.send(plain);
                                }
                                return null;
                            });
            assertThat(partner.result()).isEqualTo(2 * rounds);
            other.result();
        }
    }

    // ---- Garbage -------------------------------------------------------------------------------

    /** The receiver gets it, and keeps nothing but a weak reference. */
    private static WeakReference<Object> receiveWeakly(Receiver<Object> from)
            throws InterruptedException {
        return new WeakReference<>(from.receive());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void anItemThatWasReceivedFromTheBufferIsNotKept(int capacity) throws Exception {
        Channel<Object> channel = Channel.buffered(capacity);
        channel.send(new Object());
        WeakReference<Object> item = receiveWeakly(channel);
        assertThat(Garbage.isCollected(item)).isTrue();
        channel.close();
    }

    @Test
    void anItemThatWasHandedOverIsNotKept() throws Exception {
        Channel<Object> channel = Channel.rendezvous();
        Caller<WeakReference<Object>> receiver = call(() -> receiveWeakly(channel)).waiting();
        channel.send(new Object());
        assertThat(Garbage.isCollected(receiver.result())).isTrue();
        channel.close();
    }

    @Test
    void anItemThatWasDroppedIsNotKept() throws Exception {
        Channel<Object> channel = Channel.conflated();
        var dropped = new Object[] {new Object()};
        var reference = new WeakReference<>(dropped[0]);
        channel.send(dropped[0]);
        dropped[0] = null;
        channel.send(new Object());
        assertThat(Garbage.isCollected(reference)).isTrue();
        channel.close();
    }

    @Test
    void anItemThatWasNotSentInTimeIsNotKept() throws Exception {
        Channel<Object> channel = Channel.rendezvous();
        var item = new Object[] {new Object()};
        var reference = new WeakReference<>(item[0]);
        channel.trySend(item[0], SHORT);
        item[0] = null;
        assertThat(Garbage.isCollected(reference)).isTrue();
        channel.close();
    }
}
