package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.Arrays;

/** Virtual threads in a ring that pass a token on. */
public final class VirtualRing {

    private VirtualRing() {}

    /**
     * Over queues of the JDK's.
     *
     * @param setting {@code hops} and {@code coroutines}
     * @return a program
     */
    public static Program byQueue(Setting setting) {
        return program(setting, Passage.ByQueue::make);
    }

    /**
     * Over channels of jox.
     *
     * @param setting {@code hops} and {@code coroutines}
     * @return a program
     */
    public static Program byJox(Setting setting) {
        return program(setting, Passage.ByJox::make);
    }

    private static Program program(Setting setting, Passage.Kind kind) {
        int hops = setting.get("hops");
        int count = setting.get("coroutines");
        return new OnVirtualThread(() -> all(hops, count, kind));
    }

    private static long all(int hops, int count, Passage.Kind kind) throws InterruptedException {
        var passages = new Passage[count];
        Arrays.setAll(passages, i -> kind.make(1));
        var members = new Child[count];
        for (int i = 0; i < count; i++) {
            int name = i + 1;
            Passage from = passages[i];
            Passage to = passages[name % count];
            members[i] = Child.start(() -> pass(name, count, from, to));
        }
        passages[0].send(hops);
        long last = 0;
        for (Child member : members) {
            last += member.join();
        }
        return last;
    }

    /** The name of who has the token at 0, or 0; below that the token tells all to end. */
    private static long pass(int name, int count, Passage from, Passage to)
            throws InterruptedException {
        while (true) {
            int token = from.receive();
            if (token > 1 - count) {
                to.send(token - 1);
            }
            if (token <= 0) {
                return token == 0 ? name : 0;
            }
        }
    }
}
