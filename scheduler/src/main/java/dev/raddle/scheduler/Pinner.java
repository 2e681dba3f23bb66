package dev.raddle.scheduler;

import dev.raddle.scheduler.cpu.Affinity;
import dev.raddle.scheduler.cpu.CpuSet;

import java.util.concurrent.locks.LockSupport;

/**
 * Pins carrier threads from a thread of its own, which then ends: the first native call of a JVM
 * takes a tenth of a second to link, and no coroutine shall wait for it.
 */
final class Pinner {
    private Pinner() {}

    /** Does nothing for an empty array. */
    static void pin(CarrierThread[] threads, int[] cpuOfCarrier) {
        if (cpuOfCarrier.length == 0) {
            return;
        }
        Thread.ofPlatform()
                .daemon()
                .name("raddle-pinner")
                .start(() -> {
                    for (int i = 0; i < threads.length; i++) {
                        pin(threads[i], cpuOfCarrier[i]);
                    }
                });
    }

    private static void pin(CarrierThread thread, int cpu) {
        while (thread.systemId() == CarrierThread.NOT_YET) {
            LockSupport.parkNanos(100_000);
        }
        int id = thread.systemId();
        if (id != Affinity.UNKNOWN_THREAD && thread.isAlive()) {
            Affinity.system().restrict(id, CpuSet.of(cpu));
        }
    }
}
