package dev.raddle.scheduler;

import java.util.Arrays;

/**
 * When a thief pays for the heavy fence of a {@link ForkDeque#steal}, which costs microseconds, and
 * the owner an interrupt. Owner carrier, the thief, only.
 *
 * <p>Most forks are gone within nanoseconds, since their parent joins them: they are not worth it,
 * and would be gone when the fence has been passed. So only one is stolen that has lain there as
 * the oldest at the look before, too. A thief that has paid and come too late waits for twice as
 * many looks next time, up to {@value #MOST}, until it gets one again. What stays in a deque is so
 * reached after {@value #MOST} looks, some 15 µs, at the latest; what does not stay is not hunted.
 */
final class Patience {
    static final int MOST = 16;

    private final long[] oldest;
    private final int[] looks;
    private int enough = 1;

    Patience(int victims) {
        oldest = new long[victims];
        looks = new int[victims];
        Arrays.fill(oldest, ForkDeque.NONE);
    }

    /**
     * At each look.
     *
     * @param now which is the oldest of this victim, by {@link ForkDeque#oldest}
     */
    boolean isWorthIt(int victim, long now) {
        if (now == ForkDeque.NONE || now != oldest[victim]) {
            oldest[victim] = now;
            looks[victim] = 0;
            return false;
        }
        looks[victim]++;
        return looks[victim] >= enough;
    }

    /** After a steal. */
    void paid(boolean won) {
        enough = won ? 1 : Math.min(MOST, enough << 1);
    }
}
