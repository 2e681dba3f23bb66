package dev.raddle.scheduler;

import java.util.ArrayDeque;

/** The resting hosts of one carrier, the warmest on top. Owner carrier only. */
final class IdleHosts {
    private static final int MOST = 256;

    private final ArrayDeque<Host> hosts = new ArrayDeque<>();

    boolean hasRoom() {
        return hosts.size() < MOST;
    }

    void add(Host host) {
        hosts.addLast(host);
    }

    /** Null if there is none. */
    Host poll() {
        return hosts.pollLast();
    }
}
