package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Producers and consumers of numbers at the ends of one queue. */
public final class VirtualChannel {

    private VirtualChannel() {}

    /**
     * Over queues of the JDK's.
     *
     * @param setting {@code items}, {@code capacity} and {@code pairs}
     * @return a program
     */
    public static Program byQueue(Setting setting) {
        return program(setting, Passage.ByQueue::make);
    }

    /**
     * Over channels of jox.
     *
     * @param setting {@code items}, {@code capacity} and {@code pairs}
     * @return a program
     */
    public static Program byJox(Setting setting) {
        return program(setting, Passage.ByJox::make);
    }

    private static Program program(Setting setting, Passage.Kind kind) {
        int capacity = setting.get("capacity");
        int pairs = setting.get("pairs");
        int each = setting.get("items") / pairs;
        return new OnVirtualThread(() -> all(kind.make(capacity), pairs, each));
    }

    private static long all(Passage passage, int pairs, int each) throws InterruptedException {
        var producers = new Child[pairs];
        for (int i = 0; i < pairs; i++) {
            int first = i * each;
            producers[i] = Child.start(() -> produce(first, each, passage));
        }
        var consumers = new Child[pairs];
        for (int i = 0; i < pairs; i++) {
            consumers[i] = Child.start(() -> consume(each, passage));
        }
        long sum = 0;
        for (int i = 0; i < pairs; i++) {
            producers[i].join();
            sum += consumers[i].join();
        }
        return sum;
    }

    private static long produce(int first, int count, Passage to) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            to.send(first + i);
        }
        return count;
    }

    private static long consume(int count, Passage from) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += from.receive();
        }
        return sum;
    }
}
