package dev.raddle.scheduler.pipeline;

/**
 * One item on its way, and the link to the one read after it: the cells of a run are a list in the
 * input's order.
 *
 * @param <S> what was read
 * @param <T> what the stages make of it
 */
final class Cell<S, T> {
    // Written by the reader, before the runner that carries the cell sees it.
    private S item;
    private volatile Cell<S, T> next;

    // Written by the runner that carries the cell; cleared by the outlet.
    private volatile T result;

    Cell(S item) {
        this.item = item;
    }

    /** The item; it is given away, so that a result that waits for its turn does not retain it. */
    S takeItem() {
        S taken = item;
        item = null;
        return taken;
    }

    void append(Cell<S, T> successor) {
        next = successor;
    }

    Cell<S, T> next() {
        return next;
    }

    void complete(T value) {
        result = value;
    }

    /** The result, or null while the stages are at work. */
    T result() {
        return result;
    }

    void clear() {
        result = null;
    }
}
