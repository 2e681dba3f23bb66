package dev.raddle;

import dev.raddle.spi.Sweep;

import java.util.function.IntPredicate;

/**
 * The lowest index that matches, or at which the predicate fails: what a plain loop would have met
 * first. What is right of it ends early, and what happens there is not heard of.
 *
 * <p>The lowest index so far is a hint for pieces that begin right of it. Several carriers may
 * write it, and a higher one over a lower one: the hint is then worth less, and still true.
 */
final class FirstMatch implements Sweep<FirstMatch.Decision> {

    /** How the loop ends; by a failure if there is one. */
    record Decision(int index, Throwable failure) {
        int indexOrThrow() {
            if (failure != null) {
                throw FirstMatch.<Error>unchecked(failure);
            }
            return index;
        }
    }

    private final IntPredicate predicate;
    private volatile int hint = Integer.MAX_VALUE;

    FirstMatch(IntPredicate predicate) {
        this.predicate = predicate;
    }

    @Override
    public Decision over(Decision soFar, long from, long to) {
        int i = (int) from;
        if (i > hint) {
            return null;
        }
        IntPredicate test = predicate;
        int end = (int) to;
        try {
            for (; i < end; i++) {
                if (test.test(i)) {
                    return decided(i, null);
                }
            }
        } catch (Throwable e) {
            return decided(i, e);
        }
        return null;
    }

    private Decision decided(int index, Throwable failure) {
        if (index < hint) {
            hint = index;
        }
        return new Decision(index, failure);
    }

    @Override
    public Decision combine(Decision left, Decision right) {
        return left != null ? left : right;
    }

    @Override
    public boolean isFinal(Decision soFar) {
        return soFar != null;
    }

    @SuppressWarnings(
            "unchecked") // erased: the compiler is made to believe that it is no checked one
    private static <X extends Throwable> X unchecked(Throwable e) throws X {
        throw (X) e;
    }
}
