package dev.raddle;

import java.util.Spliterator;
import java.util.function.Consumer;

/** A spliterator of indices that splits off one at a time. */
final class Stingy implements Spliterator<Integer> {
    private int next;
    private final int end;

    Stingy(int from, int to) {
        next = from;
        end = to;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Integer> action) {
        if (next == end) {
            return false;
        }
        action.accept(next++);
        return true;
    }

    @Override
    public Spliterator<Integer> trySplit() {
        if (end - next < 2) {
            return null;
        }
        next++;
        return new Stingy(next - 1, next);
    }

    @Override
    public long estimateSize() {
        return end - next;
    }

    @Override
    public int characteristics() {
        return ORDERED | SIZED | SUBSIZED;
    }
}
