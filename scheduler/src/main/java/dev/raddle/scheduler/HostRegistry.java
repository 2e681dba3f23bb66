package dev.raddle.scheduler;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The hosts that a carrier has created and that have not ended: how a dump or a shutdown finds the
 * suspended coroutines, which are in no queue.
 *
 * <p>The owner appends and, when the table is full, moves those still alive to a new one. Others
 * read a table and a count of entries that were written before it; entries behind it are theirs at
 * the next look. A host is registered before its first body starts.
 */
class HostRegistry {

    private record Table(Host[] hosts) {}

    // Owner carrier only writes.
    private volatile Table table = new Table(new Host[16]);
    private volatile int count;
    private volatile long created;

    /** Owner only. */
    final void add(Host host) {
        int n = count;
        if (n == table.hosts.length) {
            n = sweep();
        }
        table.hosts[n] = host;
        count = n + 1;
        created = created + 1;
    }

    private int sweep() {
        Host[] old = table.hosts;
        Host[] alive = Arrays.stream(old).filter(h -> !h.hasEnded()).toArray(Host[]::new);
        int n = alive.length;
        // Until the new table is there, readers see the old one with all its entries; then the new
        // one, whose entries beyond n are null.
        table = new Table(tableOf(alive, old));
        return n;
    }

    /** Broken on purpose by a test's twin, which moves them within the old table. */
    Host[] tableOf(Host[] alive, Host[] old) {
        return Arrays.copyOf(alive, Math.max(16, alive.length * 2));
    }

    /** Any thread. How many there have ever been. */
    final long created() {
        return created;
    }

    /** Any thread. */
    final void forEach(Consumer<Host> action) {
        int n = count;
        Host[] hosts = table.hosts;
        for (int i = 0; i < Math.min(n, hosts.length); i++) {
            Host host = hosts[i];
            if (host != null && !host.hasEnded()) {
                action.accept(host);
            }
        }
    }
}
