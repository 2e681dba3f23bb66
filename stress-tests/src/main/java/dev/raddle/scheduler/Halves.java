package dev.raddle.scheduler;

/** Right halves that nobody runs: numbers, and kinds to tell by the number. */
final class Halves {
    private static final JoinStack.Half[] KINDS = {new Kind(), new Kind()};

    private Halves() {}

    private static final class Kind extends JoinStack.Half {
        @Override
        Object run(Object body) {
            return body;
        }
    }

    static JoinStack.Half kindOf(int number) {
        return KINDS[number >> 1 & 1];
    }

    /** As a join does that follows one of any kind. */
    static void fork(JoinStack joins, int index, Integer number) {
        joins.beginRun(index, kindOf(number), null, null);
        joins.push(index, number);
    }

    /** The number, 0 for null, negative if it was stolen as one of the wrong kind. */
    static int numberOf(StolenBranch stolen) {
        if (stolen == null) {
            return 0;
        }
        int number = (Integer) stolen.body();
        return stolen.half() == kindOf(number) ? number : -number;
    }
}
