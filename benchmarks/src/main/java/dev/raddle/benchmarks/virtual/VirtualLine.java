package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.ArrayList;

/** Virtual threads in a line, through all of which numbers go. */
public final class VirtualLine {

    private VirtualLine() {}

    /**
     * Over queues of the JDK's.
     *
     * @param setting {@code coroutines}, {@code items} and {@code capacity}
     * @return a program
     */
    public static Program byQueue(Setting setting) {
        return program(setting, Passage.ByQueue::make);
    }

    /**
     * Over channels of jox.
     *
     * @param setting {@code coroutines}, {@code items} and {@code capacity}
     * @return a program
     */
    public static Program byJox(Setting setting) {
        return program(setting, Passage.ByJox::make);
    }

    private static Program program(Setting setting, Passage.Kind kind) {
        int count = setting.get("coroutines");
        int items = setting.get("items");
        int capacity = setting.get("capacity");
        return new OnVirtualThread(() -> all(count, items, capacity, kind));
    }

    private static long all(int count, int items, int capacity, Passage.Kind kind)
            throws InterruptedException {
        Passage first = kind.make(capacity);
        var line = new ArrayList<Child>(count + 1);
        line.add(Child.start(() -> produce(items, first)));
        Passage last = first;
        for (int i = 0; i < count; i++) {
            Passage from = last;
            Passage to = kind.make(capacity);
            line.add(Child.start(() -> passOn(items, from, to)));
            last = to;
        }
        long sum = 0;
        for (int i = 0; i < items; i++) {
            sum += last.receive();
        }
        for (Child each : line) {
            each.join();
        }
        return sum;
    }

    private static long produce(int count, Passage to) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            to.send(i);
        }
        return count;
    }

    private static long passOn(int count, Passage from, Passage to) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            to.send(from.receive());
        }
        return count;
    }
}
