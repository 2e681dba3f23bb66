package dev.raddle.scheduler;

import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The resting hosts of one carrier, the warmest on top, and behind them those of the whole
 * scheduler: coroutines end on other carriers than they began on, and with them their hosts.
 *
 * <p>Owner carrier only, but for {@link Shared}, which any carrier may use. A host that rests has
 * unmounted before it gets here, so whoever takes it may mount it.
 */
final class IdleHosts {
    private static final int MOST_OWN = 8;

    private final ArrayDeque<Host> hosts = new ArrayDeque<>();
    private final Shared shared;

    IdleHosts(Shared shared) {
        this.shared = shared;
    }

    boolean hasRoom() {
        return hosts.size() < MOST_OWN || shared.hasRoom();
    }

    void add(Host host) {
        if (hosts.size() < MOST_OWN) {
            hosts.addLast(host);
        } else {
            shared.add(host);
        }
    }

    /** Null if there is none. */
    Host poll() {
        Host host = hosts.pollLast();
        return host != null ? host : shared.poll();
    }

    /** Those of all carriers together. Any carrier. */
    static final class Shared {
        private static final int MOST = 512;

        private final ConcurrentLinkedQueue<Host> hosts = new ConcurrentLinkedQueue<>();
        private final AtomicInteger count = new AtomicInteger();

        /** Roughly: a few more than allowed do no harm. */
        boolean hasRoom() {
            return count.get() < MOST;
        }

        void add(Host host) {
            count.incrementAndGet();
            hosts.add(host);
        }

        Host poll() {
            Host host = count.get() == 0 ? null : hosts.poll();
            if (host != null) {
                count.decrementAndGet();
            }
            return host;
        }
    }
}
