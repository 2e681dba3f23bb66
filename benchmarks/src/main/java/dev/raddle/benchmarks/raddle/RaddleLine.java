package dev.raddle.benchmarks.raddle;

import dev.raddle.Channel;
import dev.raddle.Receiver;
import dev.raddle.Scope;
import dev.raddle.Sender;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Coroutines in a line, through all of which numbers go. */
public final class RaddleLine {

    private RaddleLine() {}

    /**
     * By {@link Channel#buffered}.
     *
     * @param setting {@code coroutines}, {@code items} and {@code capacity}
     * @return a program
     */
    public static Program program(Setting setting) {
        int count = setting.get("coroutines");
        int items = setting.get("items");
        int capacity = setting.get("capacity");
        return new OnScheduler(setting, () -> all(count, items, capacity));
    }

    private static long all(int count, int items, int capacity) throws InterruptedException {
        Channel<Integer> first = Channel.buffered(capacity);
        try (Scope scope = Scope.open()) {
            scope.fork(() -> produce(items, first));
            Channel<Integer> last = first;
            for (int i = 0; i < count; i++) {
                Receiver<Integer> from = last;
                Channel<Integer> to = Channel.buffered(capacity);
                scope.fork(() -> passOn(items, from, to));
                last = to;
            }
            long sum = 0;
            for (int i = 0; i < items; i++) {
                sum += last.receive();
            }
            scope.join();
            return sum;
        }
    }

    private static Void produce(int count, Sender<Integer> to) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            to.send(i);
        }
        return null;
    }

    private static Void passOn(int count, Receiver<Integer> from, Sender<Integer> to)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            to.send(from.receive());
        }
        return null;
    }
}
