package dev.raddle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Channel;
import dev.raddle.ChannelClosedException;
import dev.raddle.ChannelOptions;
import dev.raddle.Received;
import dev.raddle.Scheduler;
import dev.raddle.Sent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Many senders and receivers at one channel, on threads of all kinds: with attempts, limits of
 * time, cancellations and interrupts, until it is closed or cancelled. At the end each item is
 * accounted for: it was received once, or reported as undelivered once, or its sender has it still.
 */
public final class RandomTraffic {

    /** Which item of which sender. */
    private record Item(int sender, int number) {}

    private final Scheduler scheduler;
    private final long seed;
    private final Random random;
    private final int capacity;
    private final Channel.Overflow overflow;
    private final Channel<Item> channel;
    private final boolean cancels;
    private final Queue<Item> undelivered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger progress = new AtomicInteger();
    private final List<Party> senders = new ArrayList<>();
    private final List<Party> receivers = new ArrayList<>();

    private RandomTraffic(Scheduler scheduler, long seed) {
        this.scheduler = scheduler;
        this.seed = seed;
        random = new Random(seed);
        overflow =
                random.nextInt(4) == 0
                        ? Channel.Overflow.values()[1 + random.nextInt(3)]
                        : Channel.Overflow.WAIT;
        int least = overflow == Channel.Overflow.WAIT ? 0 : 1;
        capacity = random.nextInt(4) == 0 ? 20 : least + random.nextInt(4);
        cancels = random.nextInt(3) == 0;
        channel =
                Channel.of(
                        ChannelOptions.<Item>buffered(capacity)
                                .withOverflow(overflow)
                                .<Item>withUndelivered(undelivered::add));
    }

    /** Runs the traffic of a seed with about so many items, and accounts for each of them. */
    public static void check(Scheduler scheduler, long seed, int items) throws Exception {
        new RandomTraffic(scheduler, seed).check(items);
    }

    /** One thread, and its own book. */
    private final class Party {
        private final int number;
        private final Random choice = new Random(random.nextLong());
        private final List<Item> done = new ArrayList<>(); // sent, or received
        private final List<Item> kept = new ArrayList<>();
        private final Caller.Kind kind = Caller.Kind.of(random.nextInt(3));
        private Caller<Void> caller;

        Party(int number) {
            this.number = number;
        }

        private Duration limit() {
            return Duration.ofNanos(choice.nextInt(100_000));
        }

        // ---- Sending ---------------------------------------------------------------------------

        void startSending(int items) {
            caller =
                    Caller.start(
                            kind,
                            scheduler,
                            () -> {
                                sendAll(items);
                                return null;
                            });
        }

        private void sendAll(int items) {
            for (int i = 0; i < items; i++) {
                var item = new Item(number, i);
                boolean sent = false;
                try {
                    sent = send(item);
                } catch (InterruptedException e) {
                    // by the one who disturbs: goes on
                } catch (CancellationException | ChannelClosedException e) {
                    items = i; // this was the last
                }
                (sent ? done : kept).add(item);
                progress.incrementAndGet();
            }
        }

        private boolean send(Item item) throws InterruptedException {
            return switch (choice.nextInt(4)) {
                case 0 -> channel.trySend(item) instanceof Sent.Done;
                case 1 -> channel.trySend(item, limit()) instanceof Sent.Done;
                default -> {
                    channel.send(item);
                    yield true;
                }
            };
        }

        // ---- Receiving -------------------------------------------------------------------------

        void startReceiving() {
            caller =
                    Caller.start(
                            kind,
                            scheduler,
                            () -> {
                                boolean open = true;
                                while (open) {
                                    open = receiveSome();
                                }
                                return null;
                            });
        }

        private boolean receiveSome() {
            try {
                return receive();
            } catch (InterruptedException e) {
                return true; // by the one who disturbs: goes on
            } catch (CancellationException e) {
                return false;
            }
        }

        private boolean receive() throws InterruptedException {
            Received<Item> received =
                    switch (choice.nextInt(8)) {
                        case 0 -> channel.tryReceive();
                        case 1 -> channel.tryReceive(limit());
                        case 2 -> {
                            channel.drainTo(done, 1 + choice.nextInt(3));
                            yield new Received.Nothing<>();
                        }
                        default -> channel.receiveOrClosed();
                    };
            if (received instanceof Received.Item<Item>(Item item)) {
                done.add(item);
            } else if (received instanceof Received.Nothing) {
                Thread.yield();
            }
            progress.incrementAndGet();
            return !(received instanceof Received.Closed);
        }
    }

    // ---- The whole -----------------------------------------------------------------------------

    private void check(int items) throws Exception {
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            senders.add(new Party(i));
        }
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            receivers.add(new Party(i));
        }
        receivers.forEach(Party::startReceiving);
        senders.forEach(sender -> sender.startSending(items / count));
        disturb(items);
        if (random.nextInt(3) > 0) { // else before the senders have come to an end
            Await.until(() -> senders.stream().allMatch(s -> s.caller.isDone()) || !isReceived());
        }
        channel.close();
        if (cancels || !isReceived()) {
            channel.cancel();
        }
        for (Party party : all()) {
            party.caller.result();
        }
        channel.cancel(); // what receivers have left that were cancelled
        account();
    }

    private boolean isReceived() {
        return receivers.stream().anyMatch(receiver -> !receiver.caller.isDone());
    }

    private List<Party> all() {
        return Stream.concat(senders.stream(), receivers.stream()).toList();
    }

    /** From time to time interrupts one, or cancels it. */
    private void disturb(int items) {
        List<Party> all = all();
        int times = random.nextInt(12);
        for (int i = 0; i < times; i++) {
            int until = progress.get() + random.nextInt(1 + items / 12);
            Party party = all.get(random.nextInt(all.size()));
            Await.until(() -> progress.get() >= until || isOver());
            if (!party.caller.hasStarted() || party.caller.isDone()) {
                continue;
            }
            if (party.kind != Caller.Kind.COROUTINE) {
                party.caller.interrupt();
            } else if (random.nextInt(3) == 0) {
                party.caller.cancel(random.nextBoolean());
            }
        }
    }

    private boolean isOver() {
        return senders.stream().allMatch(sender -> sender.caller.isDone()) || !isReceived();
    }

    private void account() {
        Map<Item, String> fates = new HashMap<>();
        for (Party receiver : receivers) {
            receiver.done.forEach(item -> put(fates, item, "received"));
            assertInOrder(receiver.done);
        }
        undelivered.forEach(item -> put(fates, item, "undelivered"));
        for (Party sender : senders) {
            sender.kept.forEach(item -> put(fates, item, "kept"));
            for (Item item : sender.done) {
                assertThat(fates.remove(item))
                        .as(() -> story("lost: " + item))
                        .isIn("received", "undelivered");
            }
            sender.kept.forEach(fates::remove);
        }
        assertThat(fates).as(() -> story("from nowhere")).isEmpty();
    }

    private void put(Map<Item, String> fates, Item item, String fate) {
        assertThat(fates.put(item, fate)).as(() -> story(item + " " + fate + ", and")).isNull();
    }

    /** What one sender has sent, a receiver gets in that order. */
    private void assertInOrder(List<Item> received) {
        int[] last = new int[senders.size()];
        for (Item item : received) {
            assertThat(item.number)
                    .as(() -> story("order"))
                    .isGreaterThanOrEqualTo(last[item.sender]);
            last[item.sender] = item.number + 1;
        }
    }

    private String story(String what) {
        return "seed %d, capacity %d, %s, %d senders, %d receivers: %s"
                .formatted(seed, capacity, overflow, senders.size(), receivers.size(), what);
    }
}
