package dev.raddle.scheduler.channel;

import java.util.Arrays;

/**
 * What was sent and what has come out: each item once, those of a sender in order. Items are
 * numbers from 1 on; each hundred is another sender's.
 */
final class Ledger {
    private static final int SENDER = 100;
    private static final int MOST = 5 * SENDER;

    private final int[] due = new int[MOST];
    private final int[] last = new int[MOST / SENDER];
    private int outOfOrder;

    /** These were sent: so many in a row, from the first on. */
    Ledger sent(int first, int count) {
        for (int item = first; item < first + count; item++) {
            due[item]++;
        }
        return this;
    }

    /** What comes next was not received after what came before. */
    void nextSequence() {
        Arrays.fill(last, 0);
    }

    /** One has come out; 0 for none. */
    void received(int item) {
        if (item == 0) {
            return;
        }
        due[item]--;
        int sender = item / SENDER;
        if (item < last[sender]) {
            outOfOrder++;
        }
        last[sender] = item;
    }

    void received(int[] items) {
        for (int item : items) {
            received(item);
        }
    }

    /** Sent, and never seen again. */
    int lost() {
        return Arrays.stream(due).map(times -> Math.max(0, times)).sum();
    }

    /** Received more often than sent. */
    int doubled() {
        return Arrays.stream(due).map(times -> Math.max(0, -times)).sum();
    }

    int outOfOrder() {
        return outOfOrder;
    }
}
