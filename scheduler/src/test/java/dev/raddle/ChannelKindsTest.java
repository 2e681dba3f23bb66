package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Caller;
import dev.raddle.testing.Caller.Kind;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** What the kinds of channels do with items, as long as they are open. */
class ChannelKindsTest extends SchedulerFixture {
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final List<Integer> dropped = new ArrayList<>();

    private <T> Caller<T> call(Callable<T> call) {
        return Caller.start(Kind.COROUTINE, scheduler, call);
    }

    private Caller<Void> send(Sender<Integer> to, int item) {
        return call(() -> {
            to.send(item);
            return null;
        });
    }

    private Channel<Integer> dropping(int capacity, Channel.Overflow overflow) {
        return Channel.of(
                ChannelOptions.<Integer>buffered(capacity)
                        .withOverflow(overflow)
                        .<Integer>withUndelivered(dropped::add));
    }

    private static <T> Received<T> item(T value) {
        return new Received.Item<>(value);
    }

    private static final Sent DONE = new Sent.Done();
    private static final Sent FULL = new Sent.Full();
    private static final Received<Integer> NOTHING = new Received.Nothing<>();

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static List<Integer> drain(Receiver<Integer> from) {
        var items = new ArrayList<Integer>();
        from.drainTo(items, Integer.MAX_VALUE);
        return items;
    }

    // ---- Rendezvous ----------------------------------------------------------------------------

    @Test
    void aRendezvousHasNoRoom() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        assertThat(channel.trySend(1)).isEqualTo(FULL);
        assertThat(channel.trySend(1, SHORT)).isEqualTo(FULL);
        assertThat(channel.tryReceive()).isEqualTo(NOTHING);
        assertThat(channel.tryReceive(SHORT)).isEqualTo(NOTHING);
    }

    @Test
    void capacityZeroIsARendezvous() {
        assertThat(Channel.<Integer>buffered(0).trySend(1)).isEqualTo(FULL);
    }

    @ParameterizedTest
    @EnumSource
    void aSenderWaitsForAReceiver(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Caller<Integer> sender =
                Caller.start(
                        kind,
                        scheduler,
                        () -> {
                            channel.send(1);
                            return 0;
                        });
        sender.waiting();
        assertThat(channel.receive()).isEqualTo(1);
        assertThat(sender.result()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aReceiverWaitsForASender(Kind kind) throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Caller<Integer> receiver = Caller.start(kind, scheduler, channel::receive);
        receiver.waiting();
        channel.send(1);
        assertThat(receiver.result()).isEqualTo(1);
    }

    @Test
    void anAttemptMeetsWhoWaitsAtTheOtherEnd() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Caller<Integer> receiver = call(channel::receive).waiting();
        assertThat(channel.trySend(1)).isEqualTo(DONE);
        assertThat(receiver.result()).isEqualTo(1);
        Caller<Void> sender = send(channel, 2).waiting();
        assertThat(channel.tryReceive()).isEqualTo(item(2));
        sender.result();
    }

    @Test
    void timedOnesMeetToo() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        Caller<Received<Integer>> receiver = call(() -> channel.tryReceive(LONG)).waiting();
        assertThat(channel.trySend(1, LONG)).isEqualTo(DONE);
        assertThat(receiver.result()).isEqualTo(item(1));
        Caller<Sent> sender = call(() -> channel.trySend(2, LONG)).waiting();
        assertThat(channel.tryReceive(LONG)).isEqualTo(item(2));
        assertThat(sender.result()).isEqualTo(DONE);
    }

    // ---- Buffered ------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void aBufferHasRoomForItsCapacity(int capacity) {
        Channel<Integer> channel = Channel.buffered(capacity);
        for (int lap = 0; lap < 3; lap++) {
            for (int i = 0; i < capacity; i++) {
                assertThat(channel.trySend(i)).isEqualTo(DONE);
            }
            assertThat(channel.trySend(capacity)).isEqualTo(FULL);
            for (int i = 0; i < capacity; i++) {
                assertThat(channel.tryReceive()).isEqualTo(item(i));
            }
            assertThat(channel.tryReceive()).isEqualTo(NOTHING);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void aSenderWaitsWhileTheBufferIsFull(int capacity) throws Exception {
        Channel<Integer> channel = Channel.buffered(capacity);
        for (int i = 0; i < capacity; i++) {
            channel.send(i);
        }
        Caller<Void> sender = send(channel, capacity).waiting();
        assertThat(channel.receive()).isZero();
        sender.result();
        assertThat(channel.trySend(-1)).as("its item has the room").isEqualTo(FULL);
        assertThat(drain(channel)).isEqualTo(upTo(capacity + 1).subList(1, capacity + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 1000})
    void manyItemsPassInOrder(int capacity) throws Exception {
        Channel<Integer> channel = Channel.buffered(capacity);
        Caller<Void> sender =
                call(() -> {
                    channel.sendAll(upTo(3_000));
                    channel.close();
                    return null;
                });
        var received = new ArrayList<Integer>();
        channel.forEach(received::add);
        assertThat(received).isEqualTo(upTo(3_000));
        sender.result();
    }

    @Test
    void laps() throws Exception {
        Channel<Integer> channel = Channel.buffered(3);
        channel.send(-2);
        channel.send(-1);
        for (int i = 0; i < 100; i++) {
            channel.send(i);
            assertThat(channel.receive()).isEqualTo(i - 2);
        }
    }

    // ---- Channels that drop --------------------------------------------------------------------

    @Test
    void anUnlimitedChannelTakesAllAndGivesThemInOrder() throws Exception {
        int count = 10_000;
        Channel<Integer> channel = Channel.unlimited();
        for (int i = 0; i < count; i++) {
            channel.send(i);
            if (i % 3 == 0) { // so that it grows at any place of its ring
                assertThat(channel.receive()).isEqualTo(i / 3);
            }
        }
        channel.close();
        int next = (count + 2) / 3;
        for (int item : channel) {
            assertThat(item).isEqualTo(next++);
        }
        assertThat(next).isEqualTo(count);
    }

    @Test
    void anUnlimitedChannelGrowsWhileOthersReceive() throws Exception {
        int each = 3_000;
        Channel<Integer> channel = Channel.unlimited();
        long sum =
                scheduler.call(() -> {
                    try (Scope scope = Scope.open()) {
                        var senders = new ArrayList<Coroutine<Void>>();
                        var receivers = new ArrayList<Coroutine<Long>>();
                        for (int k = 0; k < 3; k++) {
                            receivers.add(scope.fork(() -> sumOf(channel)));
                            senders.add(
                                    scope.fork(() -> {
                                        for (int i = 0; i < each; i++) {
                                            channel.send(i);
                                        }
                                        return null;
                                    }));
                        }
                        for (Coroutine<Void> sender : senders) {
                            sender.join();
                        }
                        channel.close();
                        long all = 0;
                        for (Coroutine<Long> receiver : receivers) {
                            all += receiver.join();
                        }
                        return all;
                    }
                });
        assertThat(sum).isEqualTo(3L * each * (each - 1) / 2);
    }

    private static long sumOf(Channel<Integer> channel) {
        long sum = 0;
        for (int item : channel) {
            sum += item;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void dropOldestKeepsTheNewest(int capacity) throws Exception {
        Channel<Integer> channel = dropping(capacity, Channel.Overflow.DROP_OLDEST);
        int end = 3 * capacity + 1;
        for (int i = 0; i < end; i++) {
            channel.send(i);
        }
        assertThat(dropped).isEqualTo(upTo(end - capacity));
        assertThat(drain(channel)).isEqualTo(upTo(end).subList(end - capacity, end));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 1000})
    void dropLatestKeepsTheOldest(int capacity) throws Exception {
        Channel<Integer> channel = dropping(capacity, Channel.Overflow.DROP_LATEST);
        int end = 3 * capacity + 1;
        for (int i = 0; i < end; i++) {
            channel.send(i);
        }
        assertThat(drain(channel)).isEqualTo(upTo(capacity));
        assertThat(dropped).isEqualTo(upTo(end).subList(capacity, end));
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_OLDEST", "DROP_LATEST"})
    void anAttemptToSendDropsToo(Channel.Overflow overflow) throws Exception {
        Channel<Integer> channel = dropping(1, overflow);
        assertThat(channel.trySend(1)).isEqualTo(DONE);
        assertThat(channel.trySend(2)).isEqualTo(DONE);
        assertThat(channel.trySend(3, LONG)).isEqualTo(DONE);
        boolean oldest = overflow == Channel.Overflow.DROP_OLDEST;
        assertThat(channel.receive()).isEqualTo(oldest ? 3 : 1);
        assertThat(dropped).isEqualTo(oldest ? List.of(1, 2) : List.of(2, 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_OLDEST", "DROP_LATEST"})
    void nothingIsDroppedWhileSomebodyWaits(Channel.Overflow overflow) throws Exception {
        Channel<Integer> channel = dropping(1, overflow);
        Caller<Integer> first = call(channel::receive).waiting();
        Caller<Integer> second = call(channel::receive).waiting();
        channel.send(1);
        channel.send(2);
        assertThat(first.result()).isEqualTo(1);
        assertThat(second.result()).isEqualTo(2);
        assertThat(dropped).isEmpty();
    }

    @Test
    void conflatedHoldsTheNewestOnly() throws Exception {
        Channel<Integer> channel = Channel.conflated();
        assertThat(channel.tryReceive()).isEqualTo(NOTHING);
        channel.send(1);
        channel.send(2);
        assertThat(channel.receive()).isEqualTo(2);
        assertThat(channel.tryReceive()).isEqualTo(NOTHING);
    }

    /** Whoever looks finds an item, an old one or a new one. */
    @Test
    void aConflatedChannelIsNotEmptyWhileItIsOverwritten() throws Exception {
        Channel<Integer> channel = Channel.conflated();
        var stop = new AtomicBoolean();
        channel.send(0);
        Caller<Void> writer =
                Caller.start(
                        Kind.PLATFORM,
                        scheduler,
                        () -> {
                            while (!stop.get()) {
                                channel.send(1);
                            }
                            return null;
                        });
        try {
            for (int i = 0; i < 20_000; i++) {
                assertThat(channel.tryReceive()).isNotEqualTo(NOTHING);
                channel.send(2);
            }
        } finally {
            stop.set(true);
        }
        writer.result();
    }

    @Test
    void dropOldestAndDropLatestNeedNoHandler() throws Exception {
        Channel<Integer> oldest = Channel.dropOldest(1);
        Channel<Integer> latest = Channel.dropLatest(1);
        oldest.sendAll(List.of(1, 2));
        latest.sendAll(List.of(1, 2));
        assertThat(oldest.receive()).isEqualTo(2);
        assertThat(latest.receive()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"DROP_OLDEST", "DROP_LATEST"})
    void whatAHandlerThrowsIsThrownByTheSendThatDrops(Channel.Overflow overflow) throws Exception {
        var failure = new IllegalStateException("a handler's");
        Channel<Integer> channel =
                Channel.of(
                        ChannelOptions.<Integer>buffered(1)
                                .withOverflow(overflow)
                                .<Integer>withUndelivered(item -> {
                                    dropped.add(item);
                                    throw failure;
                                }));
        channel.send(1);
        assertThatThrownBy(() -> channel.send(2)).isSameAs(failure);
        boolean oldest = overflow == Channel.Overflow.DROP_OLDEST;
        assertThat(dropped).containsExactly(oldest ? 1 : 2);
        assertThat(drain(channel)).as("the drop was done").containsExactly(oldest ? 2 : 1);
    }

    // ---- Variants ------------------------------------------------------------------------------

    @Test
    void noTimeIsAnAttempt() throws Exception {
        Channel<Integer> channel = Channel.buffered(1);
        for (Duration none :
                List.of(Duration.ZERO, SHORT.negated(), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThat(channel.tryReceive(none)).isEqualTo(NOTHING);
            assertThat(channel.trySend(1, none)).isEqualTo(DONE);
            assertThat(channel.trySend(2, none)).isEqualTo(FULL);
            assertThat(channel.tryReceive(none)).isEqualTo(item(1));
        }
    }

    @Test
    void limitsMayBeAsLongAsADurationCanBe() throws Exception {
        for (Duration limit :
                List.of(
                        Duration.ofSeconds(Long.MAX_VALUE),
                        Duration.ofNanos(Long.MAX_VALUE),
                        Duration.ofNanos(Long.MAX_VALUE - 1))) {
            for (Kind kind : Kind.values()) {
                Channel<Integer> channel = Channel.rendezvous();
                Caller<Received<Integer>> receiver =
                        Caller.start(kind, scheduler, () -> channel.tryReceive(limit));
                receiver.waiting();
                channel.send(1);
                assertThat(receiver.result()).isEqualTo(item(1));
                Caller<Sent> sender =
                        Caller.start(kind, scheduler, () -> channel.trySend(2, limit)).waiting();
                assertThat(channel.receive()).isEqualTo(2);
                assertThat(sender.result()).isEqualTo(DONE);
            }
        }
    }

    @Test
    void drainToTakesWhatThereIsAndNoMoreThanWanted() throws Exception {
        Channel<Integer> channel = Channel.buffered(10);
        channel.sendAll(upTo(5));
        var items = new ArrayList<Integer>();
        assertThat(channel.drainTo(items, 0)).isZero();
        assertThat(channel.drainTo(items, 2)).isEqualTo(2);
        assertThat(items).containsExactly(0, 1);
        assertThat(channel.drainTo(items, 10)).isEqualTo(3);
        assertThat(items).isEqualTo(upTo(5));
        assertThat(channel.drainTo(items, 10)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void drainToTakesFromThoseWhoWaitToSend(int capacity) throws Exception {
        Channel<Integer> channel = Channel.buffered(capacity);
        channel.sendAll(upTo(capacity));
        var senders = new ArrayList<Caller<Void>>();
        for (int i = 0; i < 3; i++) {
            senders.add(send(channel, capacity + i).waiting());
        }
        assertThat(drain(channel)).isEqualTo(upTo(capacity + 3));
        for (Caller<Void> sender : senders) {
            sender.result();
        }
    }

    @Test
    void sendAllSendsNoneOfNone() throws Exception {
        Channel<Integer> channel = Channel.rendezvous();
        channel.sendAll(List.of());
        assertThat(channel.tryReceive()).isEqualTo(NOTHING);
    }

    @Test
    void anItemMayBeSentTwice() throws Exception {
        Channel<Object> channel = Channel.buffered(2);
        var item = new Object();
        channel.send(item);
        channel.send(item);
        assertThat(channel.receive()).isSameAs(item);
        assertThat(channel.receive()).isSameAs(item);
    }

    @Test
    void channelsOfChannels() throws Exception {
        Channel<Channel<Integer>> requests = Channel.rendezvous();
        Caller<Void> server =
                call(() -> {
                    requests.receive().send(42);
                    return null;
                });
        Channel<Integer> reply = Channel.rendezvous();
        requests.send(reply);
        assertThat(reply.receive()).isEqualTo(42);
        server.result();
    }

    /** Go's sieve, the classic among tests of channels. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64})
    void aSieveOfCoroutines(int capacity) throws Exception {
        var primes = new ArrayList<Integer>();
        scheduler.run(() -> {
            try (Scope scope = Scope.open()) {
                Channel<Integer> numbers = Channel.buffered(capacity);
                Channel<Integer> first = numbers;
                scope.fork(() -> {
                    try (first) {
                        first.sendAll(IntStream.range(2, 200).boxed().toList());
                    }
                    return null;
                });
                Received<Integer> next = numbers.receiveOrClosed();
                while (next instanceof Received.Item<Integer>(Integer prime)) {
                    primes.add(prime);
                    numbers = filtered(scope, numbers, prime, capacity);
                    next = numbers.receiveOrClosed();
                }
            }
        });
        assertThat(primes).hasSize(46).startsWith(2, 3, 5, 7, 11).endsWith(193, 197, 199);
    }

    private static Channel<Integer> filtered(
            Scope scope, Channel<Integer> from, int prime, int capacity) {
        Channel<Integer> to = Channel.buffered(capacity);
        scope.fork(() -> {
            try (to) {
                for (Integer number : from) {
                    if (number % prime != 0) {
                        to.send(number);
                    }
                }
            }
            return null;
        });
        return to;
    }

    // ---- What is refused -----------------------------------------------------------------------

    private static void refusesNull(String parameter, Action call) {
        assertThatNullPointerException().isThrownBy(call::run).withMessage(parameter);
    }

    @Test
    void nulls() {
        for (Channel<Integer> channel :
                List.of(Channel.<Integer>rendezvous(), Channel.<Integer>conflated())) {
            refusesNull("item", () -> channel.send(null));
            refusesNull("item", () -> channel.trySend(null));
            refusesNull("item", () -> channel.trySend(null, Duration.ZERO));
            refusesNull("item", () -> channel.trySend(null, LONG));
            refusesNull("limit", () -> channel.trySend(1, null));
            refusesNull("limit", () -> channel.tryReceive(null));
            refusesNull("into", () -> channel.drainTo(null, 1));
            refusesNull("cause", () -> channel.close(null));
            assertThat(channel.isClosed()).isFalse();
            assertThat(channel.tryReceive()).isEqualTo(NOTHING);
        }
        refusesNull("overflow", () -> new ChannelOptions<Integer>(1, null, item -> {}));
        refusesNull(
                "undelivered", () -> new ChannelOptions<Integer>(1, Channel.Overflow.WAIT, null));
    }

    @Test
    void aNullAmongItemsToSend() throws Exception {
        Channel<Integer> channel = Channel.buffered(3);
        var items = new ArrayList<Integer>();
        items.add(1);
        items.add(null);
        items.add(2);
        refusesNull("item", () -> channel.sendAll(items));
        assertThat(drain(channel)).containsExactly(1);
    }

    @Test
    void capacitiesOutOfRange() {
        for (int capacity : new int[] {-1, Integer.MIN_VALUE, ChannelOptions.MOST + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Channel.buffered(capacity))
                    .withMessageContaining(Integer.toString(capacity));
            assertThatIllegalArgumentException().isThrownBy(() -> Channel.dropOldest(capacity));
            assertThatIllegalArgumentException().isThrownBy(() -> Channel.dropLatest(capacity));
        }
        assertThat(ChannelOptions.buffered(ChannelOptions.MOST).capacity()).isEqualTo(1 << 28);
    }

    @Test
    void aChannelThatDropsNeedsRoom() {
        assertThatIllegalArgumentException().isThrownBy(() -> Channel.dropOldest(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Channel.dropLatest(0));
    }

    @Test
    void aNegativeNumberOfItems() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Channel.rendezvous().drainTo(new ArrayList<>(), -1));
    }
}
