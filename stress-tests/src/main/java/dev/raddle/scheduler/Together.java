package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets two actors begin at the same instant, give or take a few nanoseconds that are never the
 * same: most races want no more luck than that. It orders nothing between what the two do
 * afterwards. Who waits in vain goes on alone.
 */
public final class Together {
    private static final int PATIENCE = 2000;
    private static final int MOST_JITTER = 64;

    private static final VarHandle HERE;

    static {
        try {
            HERE = MethodHandles.lookup().findVarHandle(Together.class, "here", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int here;

    /** By each of the two actors, first. */
    public void begin() {
        HERE.getAndAdd(this, 1);
        for (int spins = 0; spins < PATIENCE && here < 2; spins++) {
            Thread.onSpinWait();
        }
        for (int left = (int) System.nanoTime() & (MOST_JITTER - 1); left > 0; left--) {
            HERE.getOpaque(this);
        }
    }
}
