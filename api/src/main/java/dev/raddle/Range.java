package dev.raddle;

/** What is asked of a range of indices. */
final class Range {
    private Range() {}

    static void check(int from, int to) {
        if (from > to) {
            throw new IllegalArgumentException(
                    "from is "
                            + from
                            + ", above to, which is "
                            + to
                            + ": give the lower bound first; an empty range has from equal to to");
        }
    }
}
