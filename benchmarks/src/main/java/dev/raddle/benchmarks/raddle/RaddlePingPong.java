package dev.raddle.benchmarks.raddle;

import dev.raddle.Channel;
import dev.raddle.Coroutine;
import dev.raddle.Receiver;
import dev.raddle.Scope;
import dev.raddle.Sender;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

/** Two coroutines that hand one thing over to each other, there and back. */
public final class RaddlePingPong {

    private RaddlePingPong() {}

    /**
     * Over rendezvous channels.
     *
     * @param setting {@code hops}
     * @return a program
     */
    public static Program program(Setting setting) {
        int rounds = setting.get("hops") / 2;
        return new OnScheduler(setting, () -> ping(rounds));
    }

    private static long ping(int rounds) throws InterruptedException {
        Channel<Integer> there = Channel.rendezvous();
        Channel<Integer> back = Channel.rendezvous();
        try (Scope scope = Scope.open()) {
            Coroutine<Long> pong = scope.fork(() -> pong(rounds, there, back));
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
    }

    private static long pong(int rounds, Receiver<Integer> there, Sender<Integer> back)
            throws InterruptedException {
        long hops = 0;
        for (int i = 0; i < rounds; i++) {
            back.send(there.receive());
            hops++;
        }
        return hops;
    }
}
