package dev.raddle.testing;

import java.lang.ref.WeakReference;
import java.util.List;

/** Whether objects are really unreachable. */
public final class Garbage {
    private static final int TRIES = 20;

    private Garbage() {}

    /** How many are left after some collections; looks no more once there are fewer than enough. */
    public static int leftOf(List<? extends WeakReference<?>> references, int enough) {
        int left = references.size();
        for (int i = 0; i < TRIES && left >= enough; i++) {
            System.gc();
            left = (int) references.stream().filter(r -> r.get() != null).count();
        }
        return left;
    }

    /** Whether one is collected. */
    public static boolean isCollected(WeakReference<?> reference) {
        return leftOf(List.of(reference), 1) == 0;
    }
}
