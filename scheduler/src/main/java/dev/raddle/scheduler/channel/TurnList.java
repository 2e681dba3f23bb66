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

    /** Takes the first out; null if there is none. */
    Turn<T> poll() {
        Turn<T> turn = first;
        if (turn != null) {
            remove(turn);
        }
        return turn;
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
