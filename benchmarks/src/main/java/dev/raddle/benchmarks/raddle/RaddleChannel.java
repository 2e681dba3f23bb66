package dev.raddle.benchmarks.raddle;

import dev.raddle.Channel;
import dev.raddle.Coroutine;
import dev.raddle.Receiver;
import dev.raddle.Scope;
import dev.raddle.Sender;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.ArrayList;

/** Producers and consumers of numbers at the ends of one channel. */
public final class RaddleChannel {

    private RaddleChannel() {}

    /**
     * By {@link Channel#buffered}.
     *
     * @param setting {@code items}, {@code capacity} and {@code pairs}
     * @return a program
     */
    public static Program program(Setting setting) {
        int capacity = setting.get("capacity");
        int pairs = setting.get("pairs");
        int each = setting.get("items") / pairs;
        return new OnScheduler(setting, () -> all(Channel.buffered(capacity), pairs, each));
    }

    private static long all(Channel<Integer> channel, int pairs, int each) {
        try (Scope scope = Scope.open()) {
            for (int i = 0; i < pairs; i++) {
                int first = i * each;
                scope.fork(() -> produce(first, each, channel));
            }
            var consumers = new ArrayList<Coroutine<Long>>(pairs);
            for (int i = 0; i < pairs; i++) {
                consumers.add(scope.fork(() -> consume(each, channel)));
            }
            long sum = 0;
            for (Coroutine<Long> consumer : consumers) {
                sum += consumer.join();
            }
            return sum;
        }
    }

    private static Void produce(int first, int count, Sender<Integer> to)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            to.send(first + i);
        }
        return null;
    }

    private static long consume(int count, Receiver<Integer> from) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += from.receive();
        }
        return sum;
    }
}
