package dev.raddle.scheduler.channel;

/**
 * Those who wait, first come, first served; or those who are to be woken. For one thread at a time.
 *
 * @param <T> the items
 */
final class TurnList<T> {
    private Turn<T> first;
    private Turn<T> last;

    boolean isEmpty() {
        return first == null;
    }

    Turn<T> first() {
        return first;
    }

    /** Empties it; the turns are still linked by {@code next}. Null if there are none. */
    Turn<T> takeAll() {
        Turn<T> all = first;
        first = null;
        last = null;
        return all;
    }

    void add(Turn<T> turn) {
        turn.previous = last;
        turn.next = null;
        if (last == null) {
            first = turn;
        } else {
            last.next = turn;
        }
        last = turn;
    }

    void remove(Turn<T> turn) {
        if (turn.previous == null) {
            first = turn.next;
        } else {
            turn.previous.next = turn.next;
        }
        if (turn.next == null) {
            last = turn.previous;
        } else {
            turn.next.previous = turn.previous;
        }
        turn.previous = null;
        turn.next = null;
    }
}
