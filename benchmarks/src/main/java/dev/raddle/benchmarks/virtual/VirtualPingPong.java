package dev.raddle.benchmarks.virtual;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Two virtual threads that hand one thing over to each other, there and back. */
public final class VirtualPingPong {

    private VirtualPingPong() {}

    /**
     * Over queues of the JDK's.
     *
     * @param setting {@code hops}
     * @return a program
     */
    public static Program byQueue(Setting setting) {
        return program(setting, Passage.ByQueue::make);
    }

    /**
     * Over channels of jox.
     *
     * @param setting {@code hops}
     * @return a program
     */
    public static Program byJox(Setting setting) {
        return program(setting, Passage.ByJox::make);
    }

    private static Program program(Setting setting, Passage.Kind kind) {
        int rounds = setting.get("hops") / 2;
        return new OnVirtualThread(() -> ping(rounds, kind.make(0), kind.make(0)));
    }

    private static long ping(int rounds, Passage there, Passage back) throws InterruptedException {
        Child pong = Child.start(() -> pong(rounds, there, back));
        long hops = 0;
        for (int i = 0; i < rounds; i++) {
            there.send(i);
            if (back.receive() != i) {
                throw new IllegalStateException("another number has come back");
            }
            hops++;
        }
        return hops + pong.join();
    }

    private static long pong(int rounds, Passage there, Passage back) throws InterruptedException {
        long hops = 0;
        for (int i = 0; i < rounds; i++) {
            back.send(there.receive());
            hops++;
        }
        return hops;
    }
}
