package dev.raddle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Channel;
import dev.raddle.ChannelClosedException;
import dev.raddle.ChannelOptions;
import dev.raddle.Scheduler;
import dev.raddle.Sent;
import dev.raddle.testing.ChannelCall.Operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A few threads of any kind that make some random calls to a small channel at once; what they call
 * depends on the seed alone. What they see must be explained by {@link ChannelHistory}.
 */
public final class RandomCalls {
    private static final int MEETING_SPINS = 2_000;

    private final long seed;
    private final Random random;
    private final int capacity;
    private final Channel.Overflow overflow;
    private final Channel<Integer> channel;
    private final int threads;
    private final AtomicInteger clock = new AtomicInteger();
    private final CountDownLatch begin;
    private final AtomicInteger begun = new AtomicInteger();
    private final Map<Thread, List<Integer>> droppedBy = new ConcurrentHashMap<>();
    private final List<ChannelCall> calls = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean cancelled = new AtomicBoolean(); // two share what there is to drop
    private int items;

    private record Planned(Operation operation, int item, int spins) {}

    private RandomCalls(long seed) {
        this.seed = seed;
        random = new Random(seed);
        threads = 2 + random.nextInt(3);
        begin = new CountDownLatch(threads);
        overflow =
                random.nextInt(4) == 0
                        ? Channel.Overflow.values()[1 + random.nextInt(3)]
                        : Channel.Overflow.WAIT;
        capacity = overflow == Channel.Overflow.WAIT ? random.nextInt(3) : 1 + random.nextInt(2);
        channel =
                Channel.of(
                        ChannelOptions.<Integer>buffered(capacity)
                                .withOverflow(overflow)
                                .<Integer>withUndelivered(this::dropped));
    }

    private void dropped(Integer item) {
        droppedBy.computeIfAbsent(Thread.currentThread(), any -> new ArrayList<>()).add(item);
    }

    /** Makes the calls of a seed, and checks what has become of them. */
    public static void check(Scheduler scheduler, long seed) throws InterruptedException {
        new RandomCalls(seed).check(scheduler);
    }

    private void check(Scheduler scheduler) throws InterruptedException {
        int closes = random.nextInt(3); // how likely
        var callers = new ArrayList<Caller<Void>>();
        for (int t = 0; t < threads; t++) {
            int thread = t;
            List<Planned> plan = plan(closes);
            Caller.Kind kind = Caller.Kind.of(random.nextInt(3));
            callers.add(
                    Caller.start(
                            kind,
                            scheduler,
                            () -> {
                                makeCalls(thread, plan);
                                return null;
                            }));
        }
        Await.until(() -> begun.get() == threads);
        Await.until(() -> callers.stream().allMatch(c -> c.isDone() || c.isWaiting()));
        call(threads, new Planned(Operation.CANCEL, 0, 0));
        for (Caller<Void> caller : callers) {
            caller.result();
        }
        assertThat(ChannelHistory.isExplained(capacity, overflow, List.copyOf(calls)))
                .as(this::story)
                .isTrue();
    }

    private List<Planned> plan(int closes) {
        Operation end = random.nextInt(3) == 0 ? Operation.CANCEL : Operation.CLOSE;
        var plan = new ArrayList<Planned>();
        int sends = 1 + random.nextInt(7); // of 8: some threads are senders rather
        for (int i = 3 + random.nextInt(4); i > 0; i--) {
            Operation operation = random.nextInt(30) < closes ? end : operation(sends);
            plan.add(new Planned(operation, ++items, random.nextInt(60)));
        }
        return plan;
    }

    private Operation operation(int sends) {
        boolean tries = random.nextInt(3) == 0;
        if (random.nextInt(8) < sends) {
            return tries ? Operation.TRY_SEND : Operation.SEND;
        }
        return tries ? Operation.TRY_RECEIVE : Operation.RECEIVE;
    }

    private void makeCalls(int thread, List<Planned> plan) throws InterruptedException {
        begin.countDown();
        begin.await();
        begun.incrementAndGet();
        for (int i = 0; i < MEETING_SPINS && begun.get() < threads; i++) {
            Thread.onSpinWait(); // not for long: the others may need this carrier
        }
        for (Planned planned : plan) {
            for (int i = 0; i < planned.spins; i++) {
                Thread.onSpinWait();
            }
            call(thread, planned);
        }
    }

    private void call(int thread, Planned planned) throws InterruptedException {
        droppedBy.remove(Thread.currentThread());
        Operation operation = planned.operation;
        if (operation == Operation.CANCEL && !cancelled.compareAndSet(false, true)) {
            operation = Operation.CLOSE;
        }
        int from = clock.getAndIncrement();
        Object outcome = call(operation, planned.item);
        int to = clock.getAndIncrement();
        List<Integer> dropped = droppedBy.getOrDefault(Thread.currentThread(), List.of());
        calls.add(
                new ChannelCall(
                        thread, operation, planned.item, from, to, outcome, List.copyOf(dropped)));
    }

    private Object call(Operation operation, int item) throws InterruptedException {
        switch (operation) {
            case SEND -> {
                try {
                    channel.send(item);
                } catch (ChannelClosedException e) {
                    return new Sent.Closed(e.getCause());
                }
            }
            case TRY_SEND -> {
                return channel.trySend(item);
            }
            case RECEIVE -> {
                return channel.receiveOrClosed();
            }
            case TRY_RECEIVE -> {
                return channel.tryReceive();
            }
            case CLOSE -> channel.close();
            case CANCEL -> channel.cancel();
        }
        return new Sent.Done();
    }

    private String story() {
        return "seed %d, capacity %d, %s:%n%s"
                .formatted(
                        seed,
                        capacity,
                        overflow,
                        calls.stream()
                                .sorted(Comparator.comparingInt(ChannelCall::from))
                                .map(ChannelCall::toString)
                                .collect(Collectors.joining("\n")));
    }
}
