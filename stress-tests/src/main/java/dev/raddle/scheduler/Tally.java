package dev.raddle.scheduler;

/** Counts how often each numbered work has turned up, and looks whether it did so in order. */
final class Tally {
    private final int[] seen = new int[256];
    private final int total;
    private int last;
    private int outOfOrder;

    /** Expects the numbers from 1 to a total, each once. */
    Tally(int total) {
        this.total = total;
    }

    /** What comes next belongs to another sequence. */
    void nextSequence() {
        last = 0;
    }

    /** Counts it, unless it is null. */
    boolean count(Work work) {
        return count(Numbered.of(work));
    }

    /** Counts it, unless it is 0. */
    boolean count(int number) {
        if (number == 0) {
            return false;
        }
        seen[number]++;
        if (number < last) {
            outOfOrder++;
        }
        last = number;
        return true;
    }

    int lost() {
        int lost = 0;
        for (int number = 1; number <= total; number++) {
            lost += seen[number] == 0 ? 1 : 0;
        }
        return lost;
    }

    int doubled() {
        int doubled = 0;
        for (int times : seen) {
            doubled += Math.max(0, times - 1);
        }
        return doubled;
    }

    int outOfOrder() {
        return outOfOrder;
    }
}
