package dev.raddle.spi;

/**
 * What is done with each piece of a range, and how the pieces come together. Called by several
 * carriers at once.
 *
 * @param <A> what is accumulated
 */
public interface Sweep<A> {

    /**
     * Goes over some indices in order.
     *
     * @param soFar what this method returned for the indices before these; null at the beginning of
     *     a piece
     * @param from the first index
     * @param to after the last
     * @return what is accumulated now; may be {@code soFar} itself, changed
     */
    A over(A soFar, long from, long to);

    /**
     * Makes one of two neighbours.
     *
     * @param left of the lower indices; null if there were none
     * @param right of the higher indices
     * @return both; may be one of them, changed
     */
    A combine(A left, A right);

    /**
     * Whether the indices to the right have no say any more. They are then not gone over, or that
     * is cancelled and its end waited for.
     *
     * @param soFar what was accumulated
     * @return false, if not overridden
     */
    default boolean isFinal(A soFar) {
        return false;
    }
}
