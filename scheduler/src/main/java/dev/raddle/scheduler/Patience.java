package dev.raddle.scheduler;

import org.agrona.concurrent.NanoClock;

import java.util.Arrays;

/**
 * When a thief pays for the heavy fence of a {@link ForkDeque#steal}, which costs microseconds, and
 * the owner an interrupt. Owner carrier, the thief, only.
 *
 * <p>Most forks are gone within nanoseconds, since their parent joins them: they are not worth it,
 * and would be gone when the fence has been passed. So only one is stolen that has lain there as
 * the oldest at the look before, too. A steal was in vain if it got nothing, or something that kept
 * the thief busy for less time than the steal itself took: then the thief looks twice as often
 * before the next one, up to {@value #MOST} times, until one pays again. What stays in a deque is
 * so reached after {@value #MOST} looks, some 200 µs, at the latest.
 */
final class Patience {
    static final int MOST = 256;

    private final NanoClock clock;
    private final long[] oldest;
    private final int[] looks;
    private int enough = 1;

    // The last steal that got something, until it is judged.
    private boolean toJudge;
    private long begun;
    private long ended;

    Patience(NanoClock clock, int victims) {
        this.clock = clock;
        oldest = new long[2 * victims]; // of their deques, then of their joins
        looks = new int[2 * victims];
        Arrays.fill(oldest, ForkDeque.NONE);
    }

    /** At each look at a victim: steals its oldest fork, or null. */
    Forked steal(int victim, ForkDeque from) {
        judge();
        if (!isWorthIt(victim, from.oldest())) {
            return null;
        }
        begun = clock.nanoTime();
        Forked stolen = from.steal();
        ended(stolen != null);
        return stolen;
    }

    /** The same for its oldest half of a join. */
    CoroutineImpl<?> steal(int victim, JoinStack from, Carrier thief) {
        judge();
        if (!isWorthIt(oldest.length / 2 + victim, from.oldestNumber())) {
            return null;
        }
        begun = clock.nanoTime();
        CoroutineImpl<?> stolen = from.stealFor(thief);
        ended(stolen != null);
        return stolen;
    }

    private void ended(boolean gotSome) {
        ended = clock.nanoTime();
        toJudge = gotSome;
        if (!gotSome) {
            wasInVain();
        }
    }

    private boolean isWorthIt(int victim, long now) {
        if (now == ForkDeque.NONE || now != oldest[victim]) {
            oldest[victim] = now;
            looks[victim] = 0;
            return false;
        }
        looks[victim]++;
        return looks[victim] >= enough;
    }

    private void judge() {
        if (toJudge) {
            toJudge = false;
            if (clock.nanoTime() - ended < ended - begun) {
                wasInVain();
            } else {
                enough = 1;
            }
        }
    }

    private void wasInVain() {
        enough = Math.min(MOST, enough << 1);
    }
}
