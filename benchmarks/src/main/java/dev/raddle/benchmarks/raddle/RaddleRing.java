package dev.raddle.benchmarks.raddle;

import dev.raddle.Channel;
import dev.raddle.Coroutine;
import dev.raddle.Receiver;
import dev.raddle.Scope;
import dev.raddle.Sender;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.ArrayList;

/** Coroutines in a ring that pass a token on. */
public final class RaddleRing {

    private RaddleRing() {}

    /**
     * Over channels with room for one.
     *
     * @param setting {@code hops} and {@code coroutines}
     * @return a program
     */
    public static Program program(Setting setting) {
        int hops = setting.get("hops");
        int count = setting.get("coroutines");
        return new OnScheduler(setting, () -> all(hops, count));
    }

    private static long all(int hops, int count) throws InterruptedException {
        var channels = new ArrayList<Channel<Integer>>(count);
        for (int i = 0; i < count; i++) {
            channels.add(Channel.buffered(1));
        }
        try (Scope scope = Scope.open()) {
            var members = new ArrayList<Coroutine<Long>>(count);
            for (int i = 0; i < count; i++) {
                int name = i + 1;
                Receiver<Integer> from = channels.get(i);
                Sender<Integer> to = channels.get(name % count);
                members.add(scope.fork(() -> pass(name, count, from, to)));
            }
            channels.getFirst().send(hops);
            long last = 0;
            for (Coroutine<Long> member : members) {
                last += member.join();
            }
            return last;
        }
    }

    /** The name of who has the token at 0, or 0; below that the token tells all to end. */
    private static long pass(int name, int count, Receiver<Integer> from, Sender<Integer> to)
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
