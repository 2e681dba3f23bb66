package dev.raddle.scheduler;

/**
 * A platform thread that ticks a carrier. In production it is a {@link CarrierThread}, which ticks
 * one carrier all its life; a test or a simulation drives any number of carriers with one such
 * thread, step by step.
 */
class CarryingThread extends Thread {
    /** Frames of mounted hosts lie on the carrier's stack, so this bounds recursion. */
    private static final long STACK_SIZE = 2L << 20;

    // Keep apart the fields of two such threads, which the JDK writes at each mount; see Padded.
    private long p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13, p14, p15;

    private Carrier carrier;

    CarryingThread(String name, Runnable body) {
        super(null, body, name, STACK_SIZE, false);
    }

    /** By this thread only. */
    final Carrier carrier() {
        return carrier;
    }

    /** By this thread only: makes it carry. Returns whether there was anything to do. */
    final boolean tick(Carrier carrier) {
        this.carrier = carrier;
        return carrier.tick();
    }

    final void carry(Carrier carrier) {
        this.carrier = carrier;
    }
}
